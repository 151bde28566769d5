#pragma once

#include "sandbox/acm/certificate.hpp"

#include <chrono>

namespace certwright::sandbox::acm {

/// What a certificate waits for, and until when at the latest. Pure: the same certificate at the same time
/// waits for the same.
enum class Step {
    none,             ///< nothing will happen to it by itself
    show_records,     ///< the CNAMEs that a request must make become visible
    fail,             ///< a name that ACM does not issue for
    look,             ///< ask DNS for the proofs
    ask_by_mail,      ///< send the mails that ask for approval
    time_out,         ///< 72 hours without all proofs
    issue,            ///< everything is proved, or a private CA signs
    look_for_update,  ///< ask DNS for the proofs of a new validation method
    start_renewal,    ///< the renewal window is open and the certificate is eligible
    renew,            ///< try to renew
    expire,
    forget,  ///< deleted, and shown in lists long enough
};

struct Next {
    Step step = Step::none;
    Time due{};
};

Next next_step(const Certificate& certificate, Time now);

/// How long proofs are waited for ("DNS validation", "Email validation" in the ACM user guide).
constexpr Duration proof_time = std::chrono::hours{72};

/// How long before its end managed renewal begins: 45 days for certificates of up to 200 days, else 60
/// ("Managed certificate renewal" in the ACM user guide).
Duration renewal_lead(const Content& content);

}  // namespace certwright::sandbox::acm
