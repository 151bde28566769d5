#include "sandbox/pca/revocation_configuration.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"

#include <string>
#include <utility>

namespace certwright::sandbox::pca {
namespace {

[[noreturn]] void refuse_configuration(std::string message) {
    throw ServiceError{"InvalidArgsException", std::move(message)};
}

/// What disables says nothing else.
bool is_enabled(const json::object& part) {
    const bool enabled = part.at("Enabled").as_bool();
    if (!enabled && part.size() > 1)
        refuse_configuration("A revocation configuration that is not enabled has no other parameters.");
    return enabled;
}

void check_cname(const std::string& cname) {
    if (cname.find("://") != std::string::npos)
        refuse_configuration("A custom CNAME has no protocol prefix such as \"http://\".");
}

CrlSettings crl_settings_of(const json::object& part) {
    if (!is_enabled(part)) return {};
    CrlSettings settings{.enabled = true,
                         .expiration_days = json::integer(part, "ExpirationInDays").value_or(0),
                         .custom_cname = json::text(part, "CustomCname").value_or(""),
                         .bucket = json::text(part, "S3BucketName").value_or(""),
                         .object_acl = json::text(part, "S3ObjectAcl").value_or("PUBLIC_READ"),
                         .type = json::text(part, "CrlType").value_or("COMPLETE"),
                         .custom_path = json::text(part, "CustomPath").value_or(""),
                         .omit_extension = false};
    if (settings.expiration_days == 0)
        refuse_configuration("ExpirationInDays is missing in the CRL configuration.");
    if (settings.bucket.empty()) refuse_configuration("S3BucketName is missing in the CRL configuration.");
    check_cname(settings.custom_cname);
    if (const auto* extension = json::find(part, "CrlDistributionPointExtensionConfiguration"))
        settings.omit_extension = json::boolean(extension->as_object(), "OmitExtension").value_or(false);
    return settings;
}

OcspSettings ocsp_settings_of(const json::object& part) {
    if (!is_enabled(part)) return {};
    OcspSettings settings{.enabled = true, .custom_cname = json::text(part, "OcspCustomCname").value_or("")};
    check_cname(settings.custom_cname);
    return settings;
}

void put(json::object& into, std::string_view member, const std::string& text) {
    if (!text.empty()) into[member] = text;
}

json::object shown_crl(const CrlSettings& settings) {
    json::object shown{{"Enabled", settings.enabled}};
    if (!settings.enabled) return shown;
    shown["ExpirationInDays"] = settings.expiration_days;
    put(shown, "CustomCname", settings.custom_cname);
    put(shown, "S3BucketName", settings.bucket);
    put(shown, "S3ObjectAcl", settings.object_acl);
    put(shown, "CrlType", settings.type);
    put(shown, "CustomPath", settings.custom_path);
    shown["CrlDistributionPointExtensionConfiguration"] =
        json::object{{"OmitExtension", settings.omit_extension}};
    return shown;
}

json::object shown_ocsp(const OcspSettings& settings) {
    json::object shown{{"Enabled", settings.enabled}};
    put(shown, "OcspCustomCname", settings.custom_cname);
    return shown;
}

}  // namespace

void set_revocation(Authority& authority, const json::object& configuration) {
    if (const auto* part = json::find(configuration, "CrlConfiguration"))
        authority.crl_settings = crl_settings_of(part->as_object());
    if (const auto* part = json::find(configuration, "OcspConfiguration"))
        authority.ocsp_settings = ocsp_settings_of(part->as_object());
}

json::object shown_revocation(const Authority& authority) {
    return {{"CrlConfiguration", shown_crl(authority.crl_settings)},
            {"OcspConfiguration", shown_ocsp(authority.ocsp_settings)}};
}

}  // namespace certwright::sandbox::pca
