#include "sandbox/pca/create_authority.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/key_algorithm.hpp"
#include "sandbox/pca/idempotency.hpp"
#include "sandbox/pca/life.hpp"
#include "sandbox/pca/lookup.hpp"
#include "sandbox/pca/revocation_configuration.hpp"
#include "sandbox/pca/signing_algorithm.hpp"
#include "sandbox/pca/subject.hpp"
#include "sandbox/pca/tags.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/random.hpp"
#include "x509/distinguished_name.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::sandbox::pca {
namespace {

[[noreturn]] void refuse_authority(std::string message) {
    throw ServiceError{"InvalidArgsException", std::move(message)};
}

void check_algorithms(const std::string& key, const std::string& signing) {
    const auto family = key_family(key);
    const auto algorithm = find_signing_algorithm(signing);
    if (!family) refuse_authority(fmt::format("The sandbox does not make keys of the algorithm {}.", key));
    if (!algorithm) refuse_authority(fmt::format("The sandbox does not sign with {}.", signing));
    if (*family != algorithm->family)
        refuse_authority(
            fmt::format("The signing algorithm {} does not fit the key algorithm {}.", signing, key));
}

/// What can be written only becomes known by writing it.
void check_subject(const json::object& subject) {
    const auto name = subject_of(subject);
    if (name.empty()) refuse_authority("The subject of a certificate authority has at least one attribute.");
    try {
        (void)x509::native_name(name);
    } catch (const Error& wrong) {
        refuse_authority(wrong.message());
    }
}

void check_extensions(const json::object& configuration) {
    const auto* extensions = json::find(configuration, "CsrExtensions");
    if (extensions != nullptr && extensions->as_object().contains("SubjectInformationAccess"))
        refuse_authority("The sandbox does not write subject information access.");
}

/// Deleted ones count until they cannot be restored ("Quotas").
void check_held(const Store& store, std::size_t most) {
    if (store.authorities.size() < most) return;
    throw ServiceError{
        "LimitExceededException",
        fmt::format("You have exceeded the maximum number of certificate authorities, {}.", most)};
}

Authority new_authority(const Call& call, const json::object& input) {
    const auto& configuration = input.at("CertificateAuthorityConfiguration").as_object();
    Authority made;
    made.id = random_uuid();
    made.arn = call.account.arn("acm-pca", call.region, "certificate-authority/" + made.id);
    made.account_id = call.account.id;
    made.region = call.region;
    made.type = json::text(input, "CertificateAuthorityType").value_or("");
    made.status = "CREATING";
    made.usage_mode = json::text(input, "UsageMode").value_or("GENERAL_PURPOSE");
    made.key_standard =
        json::text(input, "KeyStorageSecurityStandard").value_or("FIPS_140_2_LEVEL_3_OR_HIGHER");
    made.configuration = boost::json::serialize(configuration);
    made.key_algorithm = json::text(configuration, "KeyAlgorithm").value_or("");
    made.signing_algorithm = json::text(configuration, "SigningAlgorithm").value_or("");
    made.created_at = made.changed_at = call.now;
    made.tags = with_tags({}, input);
    if (const auto* revocation = json::find(input, "RevocationConfiguration"))
        set_revocation(made, revocation->as_object());
    check_algorithms(made.key_algorithm, made.signing_algorithm);
    check_subject(configuration.at("Subject").as_object());
    check_extensions(configuration);
    return made;
}

}  // namespace

json::object create_certificate_authority(const Call& call, const json::object& input) {
    Store& store = store_of(call);
    const auto known = recalled_arn(store, call.operation.name, input, call.now);
    if (!known.empty()) return {{"CertificateAuthorityArn", known}};
    Authority made = new_authority(call, input);
    check_held(store, call.world.settings.authorities_held);
    const std::string arn = made.arn;
    remember_arn(store, call.operation.name, input, arn, call.now);
    begin(call.world, store.authorities.emplace(arn, std::move(made)).first->second);
    return {{"CertificateAuthorityArn", arn}};
}

}  // namespace certwright::sandbox::pca
