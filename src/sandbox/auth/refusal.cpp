#include "sandbox/auth/refusal.hpp"

namespace certwright::sandbox {
namespace {

struct Answer {
    const char* code;
    int status;
};

Answer json_answer(Doubt doubt) {
    switch (doubt) {
        case Doubt::missing_token:
            return {"MissingAuthenticationTokenException", 400};
        case Doubt::incomplete:
            return {"IncompleteSignatureException", 400};
        case Doubt::unknown_key:
            return {"UnrecognizedClientException", 400};
        case Doubt::expired_token:
            return {"ExpiredTokenException", 400};
        case Doubt::wrong_signature:
            return {"InvalidSignatureException", 400};
    }
    return {"InternalFailure", 500};
}

Answer xml_answer(Doubt doubt) {
    switch (doubt) {
        case Doubt::missing_token:
            return {"MissingAuthenticationToken", 403};
        case Doubt::incomplete:
            return {"IncompleteSignature", 400};
        case Doubt::unknown_key:
            return {"InvalidClientTokenId", 403};
        case Doubt::expired_token:
            return {"ExpiredToken", 403};
        case Doubt::wrong_signature:
            return {"SignatureDoesNotMatch", 403};
    }
    return {"InternalFailure", 500};
}

}  // namespace

ServiceError refusal_of(const Refusal& refusal, Protocol protocol) {
    // EC2 has codes of its own for two of them.
    if (protocol == Protocol::ec2 && refusal.doubt == Doubt::unknown_key) {
        return {"AuthFailure", "AWS was not able to validate the provided access credentials", 401};
    }
    const auto [code, status] =
        speaks_json(protocol) ? json_answer(refusal.doubt) : xml_answer(refusal.doubt);
    return {code, refusal.message, status};
}

ServiceError invalid_token(Protocol protocol) {
    return refusal_of({Doubt::unknown_key, "The security token included in the request is invalid."},
                      protocol);
}

ServiceError expired_token(Protocol protocol) {
    return refusal_of({Doubt::expired_token, "The security token included in the request is expired"},
                      protocol);
}

ServiceError over_rate(const ServiceModel* service) {
    if (service == nullptr) return {"ThrottlingException", "Rate exceeded", 400};
    if (service->protocol == Protocol::ec2) return {"RequestLimitExceeded", "Request limit exceeded.", 503};
    // XML services have one in their models too, and do not use it for this.
    if (!speaks_json(service->protocol)) return {"Throttling", "Rate exceeded", 400};
    for (const auto* code : {"ThrottlingException", "TooManyRequestsException", "ThrottledException"}) {
        if (service->find_error(code) != nullptr) return {code, "Rate exceeded"};
    }
    return {"ThrottlingException", "Rate exceeded", 400};
}

ServiceError access_denied(std::string message, Protocol protocol) {
    if (protocol == Protocol::ec2) {
        return {"UnauthorizedOperation", "You are not authorized to perform this operation. " + message, 403};
    }
    if (protocol == Protocol::json) return {"AccessDeniedException", std::move(message), 400};
    if (protocol == Protocol::rest_json) return {"AccessDeniedException", std::move(message), 403};
    return {"AccessDenied", std::move(message), 403};
}

}  // namespace certwright::sandbox
