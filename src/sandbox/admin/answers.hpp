#pragma once

#include "net/http_message.hpp"

#include <boost/json/fwd.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace certwright::sandbox {

/// What the admin port answers with.
net::ServerResponse admin_json(int status, const boost::json::value& body);
/// A file of the page, or a page of its own. Scripts, styles and forms of this origin only.
net::ServerResponse admin_file(int status, std::string_view type, std::string body);

/// The object in a request's body; an empty body is an empty object. Throws Fault::invalid.
boost::json::object body_of(const net::ServerRequest& request);
/// Throws Fault::invalid when the body lacks the text.
std::string required_text(const boost::json::object& from, std::string_view key);

/// The last value of that name in the query; "" when it is missing.
std::string query_text(const net::ServerRequest& request, std::string_view name);
/// A whole number in the query, at most `most`; `usual` when it is missing. Throws Fault::invalid.
std::size_t query_number(const net::ServerRequest& request, std::string_view name, std::size_t usual,
                         std::size_t most);

}  // namespace certwright::sandbox
