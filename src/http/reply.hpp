#pragma once

#include "net/http_message.hpp"

#include <boost/json/fwd.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace certwright::http {

/// What a handler answers. The named constructors are the only forms there are.
struct Reply {
    static Reply json(const boost::json::value& value, int status = 200);
    /// 201 with a Location.
    static Reply created(const boost::json::value& value, std::string_view location);
    /// 204.
    static Reply nothing();
    /// A body that is not JSON.
    static Reply raw(std::string body, std::string_view content_type);
    /// As raw(), to be saved under that file name.
    static Reply attachment(std::string body, std::string_view content_type, std::string_view file_name);
    /// As attachment(), of a body that is made piece by piece while it is sent (net::ServerResponse).
    static Reply attachment(std::function<std::optional<std::string>()> next_piece,
                            std::string_view content_type, std::string_view file_name);
    /// Server-sent events: the edge sends what is pushed into `stream`.
    static Reply events(std::shared_ptr<net::EventStream> stream);

    Reply&& with_header(std::string name, std::string value) &&;

    net::ServerResponse response;
};

}  // namespace certwright::http
