#pragma once

#include "sandbox/acm/certificate.hpp"

#include <string>

namespace certwright::sandbox::acm {

/// Shows the CNAME record that proves a name: the same for the name and its wildcard, in every region of the
/// account and for ever ("DNS validation").
void show_record(DomainValidation& validation, const std::string& account_id);

/// The five addresses that are asked ("Email validation"): a leading "www." or "*." of the domain does not
/// count.
std::vector<std::string> asked_addresses(const std::string& domain);

/// What the approval link of a mail carries: nobody can guess it, and it is another one for each round of
/// mails.
std::string approval_of(const Certificate& certificate, const DomainValidation& validation);

/// All names are proved.
bool is_proved(const std::vector<DomainValidation>& validations);

}  // namespace certwright::sandbox::acm
