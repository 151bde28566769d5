#include "sandbox/iam/store.hpp"

#include <algorithm>
#include <cctype>

namespace certwright::sandbox::iam {

std::string Store::key_of(std::string_view name) {
    std::string key{name};
    std::transform(key.begin(), key.end(), key.begin(), [](unsigned char c) { return std::tolower(c); });
    return key;
}

}  // namespace certwright::sandbox::iam
