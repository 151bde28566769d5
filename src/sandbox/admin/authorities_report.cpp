#include "sandbox/admin/authorities_report.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/pca/subject.hpp"
#include "sandbox/world/arn.hpp"
#include "x509/names.hpp"

#include <algorithm>
#include <shared_mutex>
#include <vector>

namespace certwright::sandbox {
namespace {

using pca::Authority;
using pca::IssuedCertificate;

x509::NativeName subject_of_authority(const Authority& authority) {
    const auto configuration = json::parse(authority.configuration, "a CA's configuration");
    return x509::native_name(pca::subject_of(configuration.as_object().at("Subject").as_object()));
}

std::int64_t revoked_by(const Authority& authority) {
    return std::count_if(authority.issued.begin(), authority.issued.end(),
                         [](const auto& entry) { return entry.second.revoked_at.has_value(); });
}

json::object authority_row(const Authority& authority) {
    const auto subject = subject_of_authority(authority);
    return {{"arn", authority.arn},
            {"account", authority.account_id},
            {"region", authority.region},
            {"common_name", json::or_null(x509::most_specific_common_name(subject.get()))},
            {"subject", x509::distinguished_name(subject.get())},
            {"type", authority.type},
            {"status", authority.status},
            {"usage_mode", authority.usage_mode},
            {"key_algorithm", authority.key_algorithm},
            {"created_at", format_rfc3339(authority.created_at)},
            {"not_after", json::from_time(authority.not_after)},
            {"issued", authority.issued.size()},
            {"revoked", revoked_by(authority)}};
}

json::object signed_row(const IssuedCertificate& issued) {
    return {{"serial", issued.serial},
            {"subject", issued.subject},
            {"issued_at", format_rfc3339(issued.issued_at)},
            {"not_after", issued.failure.empty() ? json::from_time(issued.not_after) : json::value(nullptr)},
            {"failure", json::or_null(issued.failure)},
            {"revoked_at", json::from_time(issued.revoked_at)},
            {"revocation_reason", json::or_null(issued.revocation_reason)},
            {"acm_arn", json::or_null(issued.acm_arn)}};
}

json::array newest_issued(const Authority& authority, std::size_t most) {
    std::vector<const IssuedCertificate*> all;
    all.reserve(authority.issued.size());
    for (const auto& [serial, issued] : authority.issued) all.push_back(&issued);
    std::stable_sort(all.begin(), all.end(),
                     [](const auto* left, const auto* right) { return left->issued_at > right->issued_at; });
    json::array rows;
    for (const auto* issued : all) {
        if (rows.size() == most) break;
        rows.push_back(signed_row(*issued));
    }
    return rows;
}

json::array permissions_of(const Authority& authority) {
    json::array rows;
    for (const auto& [key, permission] : authority.permissions) {
        rows.push_back(
            json::object{{"principal", permission.principal},
                         {"actions", json::array(permission.actions.begin(), permission.actions.end())}});
    }
    return rows;
}

json::value crl_of(const Authority& authority) {
    if (authority.crl.pem.empty()) return nullptr;
    return json::object{{"number", authority.crl.number}, {"made_at", format_rfc3339(authority.crl.made_at)}};
}

json::object described_authority(const Authority& authority, std::size_t most) {
    auto report = authority_row(authority);
    report["signing_algorithm"] = authority.signing_algorithm;
    report["serial"] = json::or_null(authority.serial);
    report["not_before"] = json::from_time(authority.not_before);
    report["restorable_until"] = json::from_time(authority.restorable_until);
    report["shared"] = !authority.policy.empty();
    report["permissions"] = permissions_of(authority);
    report["crl"] = crl_of(authority);
    report["csr"] = json::or_null(authority.csr_pem);
    report["pem"] = json::or_null(authority.certificate_pem);
    report["chain"] = json::or_null(authority.chain_pem);
    report["issued_certificates"] = newest_issued(authority, most);
    return report;
}

}  // namespace

json::array authorities_report(World& world, std::size_t most) {
    const std::shared_lock shared{world.lock};
    json::array rows;
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [name, region] : account.regions) {
            for (const auto& [arn, authority] : region.pca.authorities) {
                if (rows.size() == most) return rows;
                rows.push_back(authority_row(authority));
            }
        }
    }
    return rows;
}

json::object authority_report(World& world, const std::string& text, std::size_t most) {
    const std::shared_lock shared{world.lock};
    const auto arn = Arn::parse(text);
    const auto account = arn ? world.accounts.find(arn->account_id) : world.accounts.end();
    if (account != world.accounts.end()) {
        const auto region = account->second.regions.find(arn->region);
        if (region != account->second.regions.end()) {
            const auto found = region->second.pca.authorities.find(text);
            if (found != region->second.pca.authorities.end())
                return described_authority(found->second, most);
        }
    }
    throw Error{Fault::not_found, "there is no certificate authority " + text};
}

}  // namespace certwright::sandbox
