#include "sandbox/acm/operations.hpp"

#include "base/json.hpp"
#include "sandbox/acm/account_configuration.hpp"
#include "sandbox/acm/change_certificate.hpp"
#include "sandbox/acm/export_certificate.hpp"
#include "sandbox/acm/import_certificate.hpp"
#include "sandbox/acm/list_certificates.hpp"
#include "sandbox/acm/read_certificate.hpp"
#include "sandbox/acm/request_certificate.hpp"
#include "sandbox/acm/search_certificates.hpp"
#include "sandbox/acm/tags.hpp"

namespace certwright::sandbox::acm {

void add_operations(Operations& operations) {
    operations.reads("acm", "DescribeCertificate", describe_certificate);
    operations.reads("acm", "GetCertificate", get_certificate);
    operations.reads("acm", "ListCertificates", list_certificates);
    operations.reads("acm", "SearchCertificates", search_certificates);
    operations.reads("acm", "ListCertificateDomainValidations", list_certificate_domain_validations);
    operations.writes("acm", "RequestCertificate", request_certificate);
    operations.writes("acm", "ImportCertificate", import_certificate);
    operations.writes("acm", "ExportCertificate", export_certificate);
    operations.writes("acm", "RenewCertificate", renew_certificate);
    operations.writes("acm", "RevokeCertificate", revoke_certificate);
    operations.writes("acm", "DeleteCertificate", delete_certificate);
    operations.writes("acm", "ResendValidationEmail", resend_validation_email);
    operations.writes("acm", "UpdateCertificateOptions", update_certificate_options);
    operations.writes("acm", "AddTagsToCertificate", add_tags_to_certificate);
    operations.writes("acm", "RemoveTagsFromCertificate", remove_tags_from_certificate);
    operations.reads("acm", "ListTagsForCertificate", list_tags_for_certificate);
    operations.writes("acm", "TagResource", tag_resource);
    operations.writes("acm", "UntagResource", untag_resource);
    operations.reads("acm", "ListTagsForResource", list_tags_for_resource);
    operations.reads("acm", "GetAccountConfiguration", get_account_configuration);
    operations.writes("acm", "PutAccountConfiguration", put_account_configuration);
}

}  // namespace certwright::sandbox::acm
