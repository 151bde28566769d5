#include "x509/bundle/material.hpp"

#include <iterator>

namespace certwright::x509 {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

void Material::add(Material other) {
    append(certificates, other.certificates);
    append(keys, other.keys);
    append(requests, other.requests);
    append(flaws, other.flaws);
}

}  // namespace certwright::x509
