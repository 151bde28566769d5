#pragma once

#include "base/secret.hpp"
#include "http/schema.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::http {

/// A file that somebody gives: its name, for messages, and its content in base64.
Schema given_file_schema();

/// A key may be in it. Throws Fault::invalid, naming the file.
Secret content_of(const boost::json::object& file);

}  // namespace certwright::http
