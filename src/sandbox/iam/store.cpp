#include "sandbox/iam/store.hpp"

#include "base/ascii.hpp"

namespace certwright::sandbox::iam {

std::string Store::key_of(std::string_view name) {
    return ascii::lower(name);
}

}  // namespace certwright::sandbox::iam
