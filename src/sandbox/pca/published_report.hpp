#pragma once

#include "sandbox/world/world.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::sandbox::pca {

struct PublishedReport {
    std::string content_type, body;
};

/// The audit report at /BUCKET/KEY, which S3 would have; nullopt where there is none. Locks the world.
std::optional<PublishedReport> published_report(World& world, std::string_view path);

}  // namespace certwright::sandbox::pca
