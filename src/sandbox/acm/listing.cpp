#include "sandbox/acm/listing.hpp"

#include "sandbox/acm/lookup.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iterator>
#include <string>
#include <utility>

namespace certwright::sandbox::acm {
namespace {

/// A place in the order of creation: a moment and an ARN.
using CreationPlace = std::pair<Time, std::string>;

std::string place_key(const CreationPlace& place) {
    return fmt::format("{}|{}", to_micros(place.first), place.second);
}

CreationPlace place_of(std::string_view key) {
    const auto bar = key.find('|');
    std::int64_t micros = 0;
    std::from_chars(key.data(), key.data() + bar, micros);
    return {from_micros(micros), std::string{key.substr(bar + 1)}};
}

/// What lies after a place in the order, from which end it is read.
template <class Iterator>
std::vector<const Certificate*> collect(Iterator from, Iterator end, const Store& store,
                                        const std::function<bool(const Certificate&)>& wanted, Pager& pager,
                                        Time now) {
    std::vector<const Certificate*> rows;
    for (; from != end; ++from) {
        const Certificate& certificate = store.certificates.find(from->second)->second;
        if (!is_visible(certificate, now) || !wanted(certificate)) continue;
        if (!pager.take(place_key(*from))) break;
        rows.push_back(&certificate);
    }
    return rows;
}

}  // namespace

std::vector<const Certificate*> rows_of_page(const Store& store,
                                             const std::function<bool(const Certificate&)>& wanted,
                                             bool descending, Pager& pager, Time now) {
    const auto& order = store.by_creation;
    const bool begins = pager.after().empty();
    const auto place = begins ? CreationPlace{} : place_of(pager.after());
    if (descending) {
        const auto from = begins ? order.rbegin() : std::make_reverse_iterator(order.lower_bound(place));
        return collect(from, order.rend(), store, wanted, pager, now);
    }
    const auto from = begins ? order.begin() : order.upper_bound(place);
    return collect(from, order.end(), store, wanted, pager, now);
}

}  // namespace certwright::sandbox::acm
