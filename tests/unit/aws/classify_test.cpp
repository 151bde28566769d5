#include "aws/classify.hpp"

#include <gtest/gtest.h>

namespace certwright::aws {
namespace {

struct ClassifyCase {
    const char* name;
    Refusal refusal;
    FailureKind kind;
};

class Classify : public testing::TestWithParam<ClassifyCase> {};

TEST_P(Classify, finds_the_kind) {
    EXPECT_EQ(classify(GetParam().refusal), GetParam().kind);
}

constexpr ClassifyCase classify_cases[]{
    {"denied_json", {"AccessDeniedException", 403}, FailureKind::access_denied},
    {"denied_query", {"AccessDenied", 403, Service::iam}, FailureKind::access_denied},
    {"denied_ec2", {"UnauthorizedOperation", 403, Service::ec2}, FailureKind::access_denied},
    {"denied_by_status", {"SomethingNew", 403}, FailureKind::access_denied},
    {"wrong_key", {"UnrecognizedClientException", 400, Service::acm, "eu-west-1"}, FailureKind::credentials},
    {"wrong_key_although_proven",
     {"UnrecognizedClientException", 400, Service::acm, "eu-west-1", true},
     FailureKind::credentials},
    {"wrong_key_in_an_opt_in_region",
     {"UnrecognizedClientException", 400, Service::acm, "af-south-1", false},
     FailureKind::credentials},
    {"region_not_enabled",
     {"UnrecognizedClientException", 400, Service::acm, "af-south-1", true},
     FailureKind::region_disabled},
    {"region_not_enabled_sts",
     {"InvalidClientTokenId", 403, Service::sts, "me-central-1", true},
     FailureKind::region_disabled},
    {"region_not_enabled_ec2",
     {"AuthFailure", 401, Service::ec2, "il-central-1", true},
     FailureKind::region_disabled},
    {"region_not_subscribed",
     {"OptInRequired", 403, Service::ec2, "eu-south-1", true},
     FailureKind::region_disabled},
    {"service_not_subscribed",
     {"OptInRequired", 403, Service::ec2, "eu-west-1", true},
     FailureKind::access_denied},
    {"global_iam_has_no_disabled_region",
     {"InvalidClientTokenId", 403, Service::iam, "af-south-1", true},
     FailureKind::credentials},
    {"sts_switched_off",
     {"RegionDisabledException", 403, Service::sts, "eu-west-1"},
     FailureKind::region_disabled},
    {"signature", {"SignatureDoesNotMatch", 403, Service::sts}, FailureKind::credentials},
    {"signature_json", {"InvalidSignatureException", 400}, FailureKind::credentials},
    {"expired", {"ExpiredTokenException", 400}, FailureKind::credentials},
    {"expired_query", {"ExpiredToken", 403, Service::iam}, FailureKind::credentials},
    {"skewed", {"RequestExpired", 400, Service::ec2}, FailureKind::credentials},
    {"unknown_operation", {"UnknownOperationException", 400}, FailureKind::unknown_operation},
    {"unknown_action", {"InvalidAction", 400, Service::iam}, FailureKind::unknown_operation},
    {"emulator_not_built", {"InternalFailure", 501}, FailureKind::unknown_operation},
    {"emulator_404_page", {"", 404}, FailureKind::unknown_operation},
    {"not_found", {"ResourceNotFoundException", 400}, FailureKind::not_found},
    {"no_such_entity", {"NoSuchEntity", 404, Service::iam}, FailureKind::not_found},
    {"in_use", {"ResourceInUseException", 400}, FailureKind::conflict},
    {"in_progress", {"RequestInProgressException", 400}, FailureKind::conflict},
    {"delete_conflict", {"DeleteConflict", 409, Service::iam}, FailureKind::conflict},
    {"quota_and_not_throttling", {"LimitExceededException", 400}, FailureKind::quota},
    {"quota_iam", {"LimitExceeded", 409, Service::iam}, FailureKind::quota},
    {"throttled", {"ThrottlingException", 400}, FailureKind::throttled},
    {"throttled_query", {"Throttling", 400, Service::iam}, FailureKind::throttled},
    {"throttled_ec2", {"RequestLimitExceeded", 503, Service::ec2}, FailureKind::throttled},
    {"throttled_by_status", {"", 429}, FailureKind::throttled},
    {"invalid", {"ValidationException", 400}, FailureKind::invalid},
    {"invalid_unheard_of", {"BrandNewException", 400}, FailureKind::invalid},
    {"service", {"InternalServerException", 500}, FailureKind::service},
    {"service_unheard_of", {"BrandNewException", 500}, FailureKind::service},
    {"unavailable", {"ServiceUnavailable", 503}, FailureKind::service},
    {"gateway_page", {"", 502}, FailureKind::service},
    {"html_500", {"", 500}, FailureKind::malformed},
    {"html_403", {"", 403}, FailureKind::malformed},
    {"redirect", {"", 302}, FailureKind::malformed},
    {"proxy_wants_a_password", {"", 407}, FailureKind::unreachable},
};

INSTANTIATE_TEST_SUITE_P(Table, Classify, testing::ValuesIn(classify_cases),
                         [](const auto& row) { return std::string{row.param.name}; });

}  // namespace
}  // namespace certwright::aws
