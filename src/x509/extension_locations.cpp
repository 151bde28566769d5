#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/failure.hpp"
#include "x509/extension_set.hpp"
#include "x509/object_id.hpp"

#include <openssl/x509v3.h>

/// The extensions that point elsewhere or bind what comes below.
namespace certwright::x509 {
namespace {

GeneralName location(const std::string& url) {
    return general_name({AlternativeName::Kind::uri, url});
}

/// A distribution point of its own for each URL, as openssl writes lists.
void append_point(CRL_DIST_POINTS* points, const std::string& url) {
    GeneralName name = location(url);
    GeneralNames names{GENERAL_NAMES_new()};
    Handle<DIST_POINT, DIST_POINT_free> point{DIST_POINT_new()};
    crypto::require(points && names && point && sk_GENERAL_NAME_push(names.get(), name.get()) > 0,
                    "write a distribution point");
    (void)name.release();  // each list owns what was put in it
    point->distpoint = DIST_POINT_NAME_new();
    crypto::require(point->distpoint != nullptr, "write a distribution point");
    point->distpoint->type = 0;  // a full name
    point->distpoint->name.fullname = names.release();
    crypto::require(sk_DIST_POINT_push(points, point.get()) > 0, "write a distribution point");
    (void)point.release();
}

void append_access(AUTHORITY_INFO_ACCESS* access, int method, const std::string& url) {
    Handle<ACCESS_DESCRIPTION, ACCESS_DESCRIPTION_free> entry{ACCESS_DESCRIPTION_new()};
    crypto::require(access && entry, "write an access description");
    GeneralName name = location(url);
    entry->method = OBJ_nid2obj(method);
    GENERAL_NAME_free(entry->location);
    entry->location = name.release();
    crypto::require(sk_ACCESS_DESCRIPTION_push(access, entry.get()) > 0, "write an access description");
    (void)entry.release();
}

void append_policy(CERTIFICATEPOLICIES* policies, const std::string& oid) {
    Handle<POLICYINFO, POLICYINFO_free> policy{POLICYINFO_new()};
    crypto::require(policies && policy, "write a policy");
    policy->policyid = parse_oid(oid).release();
    crypto::require(sk_POLICYINFO_push(policies, policy.get()) > 0, "write a policy");
    (void)policy.release();
}

void append_subtree(STACK_OF(GENERAL_SUBTREE) * &subtrees, const AlternativeName& name) {
    GeneralName base = constraint(name);
    Handle<GENERAL_SUBTREE, GENERAL_SUBTREE_free> subtree{GENERAL_SUBTREE_new()};
    if (!subtrees) subtrees = sk_GENERAL_SUBTREE_new_null();
    crypto::require(subtrees && subtree, "write name constraints");
    GENERAL_NAME_free(subtree->base);
    subtree->base = base.release();
    crypto::require(sk_GENERAL_SUBTREE_push(subtrees, subtree.get()) > 0, "write name constraints");
    (void)subtree.release();
}

}  // namespace

void ExtensionSet::add_crl_urls(const std::vector<std::string>& urls) {
    if (urls.empty()) return;
    const Handle<CRL_DIST_POINTS, CRL_DIST_POINTS_free> points{CRL_DIST_POINTS_new()};
    for (const std::string& url : urls) append_point(points.get(), url);
    add(NID_crl_distribution_points, points.get(), /*critical=*/false);
}

void ExtensionSet::add_access(const std::vector<std::string>& ocsp_urls,
                              const std::vector<std::string>& ca_issuer_urls) {
    if (ocsp_urls.empty() && ca_issuer_urls.empty()) return;
    const Handle<AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free> access{AUTHORITY_INFO_ACCESS_new()};
    for (const std::string& url : ocsp_urls) append_access(access.get(), NID_ad_OCSP, url);
    for (const std::string& url : ca_issuer_urls) append_access(access.get(), NID_ad_ca_issuers, url);
    add(NID_info_access, access.get(), /*critical=*/false);
}

void ExtensionSet::add_policies(const std::vector<std::string>& oids) {
    if (oids.empty()) return;
    const Handle<CERTIFICATEPOLICIES, CERTIFICATEPOLICIES_free> policies{CERTIFICATEPOLICIES_new()};
    for (const std::string& oid : oids) append_policy(policies.get(), oid);
    add(NID_certificate_policies, policies.get(), /*critical=*/false);
}

void ExtensionSet::add_name_constraints(const std::optional<NameConstraints>& constraints) {
    if (!constraints) return;
    if (constraints->permitted.empty() && constraints->excluded.empty())
        throw Error{Fault::invalid, "cannot write name constraints without a name",
                    "name what is permitted or excluded, or leave them out"};
    const Handle<NAME_CONSTRAINTS, NAME_CONSTRAINTS_free> native{NAME_CONSTRAINTS_new()};
    crypto::require(native != nullptr, "write name constraints");
    for (const AlternativeName& name : constraints->permitted)
        append_subtree(native->permittedSubtrees, name);
    for (const AlternativeName& name : constraints->excluded) append_subtree(native->excludedSubtrees, name);
    add(NID_name_constraints, native.get(), /*critical=*/true);
}

}  // namespace certwright::x509
