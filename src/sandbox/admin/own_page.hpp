#pragma once

#include "net/http_message.hpp"

#include <string>

namespace certwright::sandbox {

/// Throws Fault::invalid for what a page of somebody else's sends, open in the same browser: by its origin,
/// or by a name of its own for this machine (DNS rebinding). `public_url` is another name under which the
/// admin port is reached; empty without one.
void refuse_other_pages(const net::ServerRequest& request, const std::string& public_url);

}  // namespace certwright::sandbox
