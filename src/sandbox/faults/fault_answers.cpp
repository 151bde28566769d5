#include "sandbox/faults/fault_answers.hpp"

#include "net/http_message.hpp"
#include "sandbox/auth/refusal.hpp"
#include "sandbox/wire/exchange.hpp"

#include <fmt/format.h>

namespace certwright::sandbox {
namespace {

/// "Common errors" of the API references; EC2 names them its own way ("Error codes" of its reference).
ServiceError server_error(int status, Protocol protocol) {
    const bool is_ec2 = protocol == Protocol::ec2;
    if (status == 503 || status == 504) {
        return {is_ec2 ? "Unavailable" : "ServiceUnavailable",
                "The request has failed due to a temporary failure of the server.", status};
    }
    return {is_ec2 ? "InternalError" : "InternalFailure",
            "The request processing has failed because of an unknown error, exception or failure.", status};
}

std::string_view title_of(int status) {
    switch (status) {
        case 502:
            return "502 Bad Gateway";
        case 503:
            return "503 Service Temporarily Unavailable";
        case 504:
            return "504 Gateway Time-out";
        default:
            return "500 Internal Server Error";
    }
}

/// As nginx and load balancers write it.
net::ServerResponse proxy_page(int status) {
    return {.status = status,
            .headers = {{"Content-Type", "text/html"}},
            .body = fmt::format("<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1>"
                                "</center>\r\n</body>\r\n</html>\r\n",
                                title_of(status))};
}

std::optional<ServiceError> error_of(const FaultEffect& effect, const ServiceModel* service) {
    const Protocol protocol = service == nullptr ? Protocol::json : service->protocol;
    switch (*effect.kind) {
        case FaultKind::server_error:
            return server_error(effect.status, protocol);
        case FaultKind::throttled:
            return over_rate(service);
        case FaultKind::expired_token:
            return expired_token(protocol);
        case FaultKind::region_off:
            return invalid_token(protocol);
        case FaultKind::latency:
        case FaultKind::reset:
        case FaultKind::lost_reply:
        case FaultKind::truncated:
        case FaultKind::proxy_error:
        case FaultKind::denied:
        case FaultKind::stale:
            break;
    }
    return std::nullopt;
}

}  // namespace

std::optional<net::ServerResponse> answer_instead(const FaultEffect& effect, const Addressed& addressed,
                                                  const std::string& request_id) {
    if (!effect.kind) return std::nullopt;
    if (effect.kind == FaultKind::reset) return net::ServerResponse{.breakage = net::Breakage::unanswered};
    if (effect.kind == FaultKind::proxy_error) return proxy_page(effect.status);
    const auto error = error_of(effect, addressed.service);
    if (!error) return std::nullopt;
    return encode_error(addressed, *error, request_id);
}

void spoil(net::ServerResponse& response, const FaultEffect& effect) {
    response.delay = effect.latency;
    if (effect.kind == FaultKind::lost_reply) response.breakage = net::Breakage::unanswered;
    if (effect.kind == FaultKind::truncated) response.breakage = net::Breakage::halfway;
}

}  // namespace certwright::sandbox
