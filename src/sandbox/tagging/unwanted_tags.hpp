#pragma once

#include "base/json.hpp"

#include <map>
#include <string>

namespace certwright::sandbox {

/// Takes away the tags that a request lists as keys with or without values: with a value, only a tag of that
/// value goes ("RemoveTagsFromCertificate", "UntagCertificateAuthority"). Says whether any went.
inline bool remove_unwanted_tags(std::map<std::string, std::string>& tags, const json::array& unwanted) {
    const auto before = tags.size();
    for (const auto& tag : unwanted) {
        const auto found = tags.find(json::text(tag.as_object(), "Key").value_or(""));
        if (found == tags.end()) continue;
        const auto value = json::text(tag.as_object(), "Value");
        if (!value || *value == found->second) tags.erase(found);
    }
    return tags.size() < before;
}

}  // namespace certwright::sandbox
