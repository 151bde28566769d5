#pragma once

#include "base/time.hpp"
#include "http/reply.hpp"
#include "http/route.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::http {

/// The entity tag of a resource that changed last at that moment; strong, as If-Match needs.
std::string etag_of(Time updated_at);

/// The 412 problem for a change whose If-Match names another version than `etag`; nothing when it
/// fits or is absent (RFC 9110 section 13.1.1). Ask inside the transaction that changes the resource.
std::optional<Reply> refuse_stale(const RequestContext& context, std::string_view etag);

}  // namespace certwright::http
