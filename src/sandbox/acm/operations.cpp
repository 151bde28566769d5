#include "sandbox/acm/operations.hpp"

#include "base/json.hpp"
#include "sandbox/acm/account_configuration.hpp"
#include "sandbox/acm/list_certificates.hpp"
#include "sandbox/acm/read_certificate.hpp"
#include "sandbox/acm/search_certificates.hpp"
#include "sandbox/acm/tags.hpp"

namespace certwright::sandbox::acm {

void add_operations(Operations& operations) {
    operations.reads("acm", "DescribeCertificate", describe_certificate);
    operations.reads("acm", "GetCertificate", get_certificate);
    operations.reads("acm", "ListCertificates", list_certificates);
    operations.reads("acm", "SearchCertificates", search_certificates);
    operations.reads("acm", "ListCertificateDomainValidations", list_certificate_domain_validations);
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
