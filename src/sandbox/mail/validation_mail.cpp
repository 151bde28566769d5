#include "sandbox/mail/validation_mail.hpp"

#include <fmt/format.h>

namespace certwright::sandbox {

std::string ValidationMail::subject() const {
    return "Certificate request for " + domain;
}

std::string ValidationMail::text() const {
    const std::string reason =
        for_renewal ? "\nIt is in use and about to expire; with your approval it is renewed.\n" : "";
    return fmt::format(
        "Greetings from Amazon Web Services,\n\n"
        "We received a request to issue an SSL/TLS certificate for {0}.\n{1}\n"
        "Verify that the following domain, AWS account ID, and certificate identifier\n"
        "correspond to a request from you or someone in your organization.\n\n"
        "Domain: {0}\n"
        "AWS account ID: {2}\n"
        "AWS Region name: {3}\n"
        "Certificate Identifier: {4}\n\n"
        "To approve this request, go to Amazon Certificate Approvals\n"
        "({5})\n"
        "and follow the instructions on the page. The link is good for 72 hours.\n\n"
        "-- \n"
        "This mail was made by certwright-sandbox, which plays AWS for tests. Amazon has\n"
        "not sent it, and the certificate is none that browsers trust.\n",
        domain, reason, account_id, region, arn, approval_url);
}

}  // namespace certwright::sandbox
