#include "aws/classify.hpp"

#include "aws/endpoints.hpp"

#include <map>

namespace certwright::aws {

namespace {

/// How AWS answers a good key in a region that the account has not enabled.
bool says_key_is_unknown(std::string_view code) {
    return code == "UnrecognizedClient" || code == "InvalidClientTokenId" || code == "AuthFailure" ||
           code == "OptInRequired";
}

const std::map<std::string_view, FailureKind>& kinds() {
    using enum FailureKind;
    static const std::map<std::string_view, FailureKind> table{
        {"AccessDenied", access_denied},
        {"AuthorizationError", access_denied},
        {"NotAuthorized", access_denied},
        {"OptInRequired", access_denied},
        {"UnauthorizedAccess", access_denied},
        {"UnauthorizedOperation", access_denied},

        {"AuthFailure", credentials},
        {"ExpiredToken", credentials},
        {"IDPRejectedClaim", credentials},
        {"IncompleteSignature", credentials},
        {"InvalidAccessKeyId", credentials},
        {"InvalidClientTokenId", credentials},
        {"InvalidIdentityToken", credentials},
        {"InvalidSignature", credentials},
        {"MissingAuthenticationToken", credentials},
        {"NotSignedUp", credentials},
        {"RequestExpired", credentials},
        {"RequestTimeTooSkewed", credentials},
        {"SignatureDoesNotMatch", credentials},
        {"TokenRefreshRequired", credentials},
        {"UnrecognizedClient", credentials},

        {"RegionDisabled", region_disabled},

        {"InvalidAction", unknown_operation},
        {"NotImplemented", unknown_operation},
        {"OperationNotSupported", unknown_operation},
        {"UnknownOperation", unknown_operation},
        {"UnrecognizedOperation", unknown_operation},
        {"UnsupportedOperation", unknown_operation},

        {"NoSuchEntity", not_found},
        {"NotFound", not_found},
        {"ResourceNotFound", not_found},

        {"ConcurrentModification", conflict},
        {"Conflict", conflict},
        {"DeleteConflict", conflict},
        {"EntityAlreadyExists", conflict},
        {"EntityTemporarilyUnmodifiable", conflict},
        {"InvalidState", conflict},
        {"RequestAlreadyProcessed", conflict},
        {"RequestInProgress", conflict},
        {"ResourceInUse", conflict},

        // SDKs take LimitExceeded for throttling and try again; in ACM, Private CA and IAM it is a quota.
        {"LimitExceeded", quota},
        {"ServiceQuotaExceeded", quota},
        {"TooManyTags", quota},

        {"BandwidthLimitExceeded", throttled},
        {"EC2Throttled", throttled},
        {"PriorRequestNotComplete", throttled},
        {"ProvisionedThroughputExceeded", throttled},
        {"RequestLimitExceeded", throttled},
        {"RequestThrottled", throttled},
        {"SlowDown", throttled},
        {"Throttled", throttled},
        {"Throttling", throttled},
        {"TooManyRequests", throttled},
        {"TransactionInProgress", throttled},

        {"IDPCommunicationError", service},
        {"InternalError", service},
        {"InternalFailure", service},
        {"InternalServer", service},
        {"InternalServerError", service},
        {"RequestTimeout", service},
        {"ServiceFailure", service},
        {"ServiceUnavailable", service},
        {"Unavailable", service},
    };
    return table;
}

FailureKind by_status(int status, bool is_aws_error) {
    if (status == 429) return FailureKind::throttled;
    if (status == 501) return FailureKind::unknown_operation;
    // Load balancers and proxies on the way answer these in HTML.
    if (status == 502 || status == 503 || status == 504) return FailureKind::service;
    if (!is_aws_error) {
        if (status == 407) return FailureKind::unreachable;
        return status == 404 || status == 405 ? FailureKind::unknown_operation : FailureKind::malformed;
    }
    if (status >= 500) return FailureKind::service;
    if (status == 401) return FailureKind::credentials;
    if (status == 403) return FailureKind::access_denied;
    if (status == 404) return FailureKind::not_found;
    if (status == 409) return FailureKind::conflict;
    return status >= 400 ? FailureKind::invalid : FailureKind::malformed;
}

}  // namespace

FailureKind classify(const Refusal& refusal) {
    std::string_view code = refusal.code;
    if (code.ends_with("Exception")) code.remove_suffix(std::string_view{"Exception"}.size());
    const bool regional = !dialect_of(refusal.service).global;
    if (regional && refusal.key_is_proven && says_key_is_unknown(code) && is_opt_in_region(refusal.region))
        return FailureKind::region_disabled;
    if (const auto found = kinds().find(code); found != kinds().end()) {
        // Emulators say InternalFailure with 501 for what they have not built.
        const bool not_built = refusal.status == 501 && found->second == FailureKind::service;
        return not_built ? FailureKind::unknown_operation : found->second;
    }
    return by_status(refusal.status, !code.empty());
}

}  // namespace certwright::aws
