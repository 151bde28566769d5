#pragma once

#include "net/http_message.hpp"
#include "sandbox/world/world.hpp"

#include <optional>

namespace certwright::sandbox::pca {

/// What Private CA would have put into S3, where anybody reads it without a signature: revocation lists, and
/// audit reports. nullopt for a request of anything else. Locks the world.
std::optional<net::ServerResponse> published(World& world, const net::ServerRequest& request);

}  // namespace certwright::sandbox::pca
