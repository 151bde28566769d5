#include "sandbox/pca/operations.hpp"

#include "base/json.hpp"
#include "sandbox/pca/audit_reports.hpp"
#include "sandbox/pca/change_authority.hpp"
#include "sandbox/pca/create_authority.hpp"
#include "sandbox/pca/import_authority_certificate.hpp"
#include "sandbox/pca/issue_certificate.hpp"
#include "sandbox/pca/permissions.hpp"
#include "sandbox/pca/policies.hpp"
#include "sandbox/pca/read_authority.hpp"
#include "sandbox/pca/revocation.hpp"
#include "sandbox/pca/tags.hpp"

namespace certwright::sandbox::pca {
namespace {

void add_authority_operations(Operations& operations) {
    operations.writes("acm-pca", "CreateCertificateAuthority", create_certificate_authority);
    operations.reads("acm-pca", "DescribeCertificateAuthority", describe_certificate_authority);
    operations.reads("acm-pca", "ListCertificateAuthorities", list_certificate_authorities);
    operations.writes("acm-pca", "UpdateCertificateAuthority", update_certificate_authority);
    operations.writes("acm-pca", "DeleteCertificateAuthority", delete_certificate_authority);
    operations.writes("acm-pca", "RestoreCertificateAuthority", restore_certificate_authority);
    operations.reads("acm-pca", "GetCertificateAuthorityCsr", get_certificate_authority_csr);
    operations.reads("acm-pca", "GetCertificateAuthorityCertificate", get_certificate_authority_certificate);
    operations.writes("acm-pca", "ImportCertificateAuthorityCertificate",
                      import_certificate_authority_certificate);
}

void add_sharing_operations(Operations& operations) {
    operations.writes("acm-pca", "CreatePermission", create_permission);
    operations.reads("acm-pca", "ListPermissions", list_permissions);
    operations.writes("acm-pca", "DeletePermission", delete_permission);
    operations.writes("acm-pca", "PutPolicy", put_policy);
    operations.reads("acm-pca", "GetPolicy", get_policy);
    operations.writes("acm-pca", "DeletePolicy", delete_policy);
}

}  // namespace

void add_operations(Operations& operations) {
    add_authority_operations(operations);
    add_sharing_operations(operations);
    operations.writes("acm-pca", "IssueCertificate", issue_certificate);
    operations.reads("acm-pca", "GetCertificate", get_certificate);
    operations.writes("acm-pca", "RevokeCertificate", revoke_certificate);
    operations.writes("acm-pca", "TagCertificateAuthority", tag_certificate_authority);
    operations.writes("acm-pca", "UntagCertificateAuthority", untag_certificate_authority);
    operations.reads("acm-pca", "ListTags", list_tags);
    operations.writes("acm-pca", "CreateCertificateAuthorityAuditReport",
                      create_certificate_authority_audit_report);
    operations.reads("acm-pca", "DescribeCertificateAuthorityAuditReport",
                     describe_certificate_authority_audit_report);
}

}  // namespace certwright::sandbox::pca
