#pragma once

#include "base/json.hpp"
#include "net/http_message.hpp"
#include "net/transport.hpp"
#include "support/vectors.hpp"

#include <string>
#include <string_view>

namespace certwright::test {

/// What moto answered to the operation (tests/data/aws).
inline std::string moto(std::string_view operation) {
    return std::string{json::parse(vector_file("aws/moto.json"), "moto's answers").at(operation).as_string()};
}

inline net::ClientResponse ok(std::string body = "{}") {
    return {.status = 200, .headers = {}, .body = std::move(body)};
}

}  // namespace certwright::test
