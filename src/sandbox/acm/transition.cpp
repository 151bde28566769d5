#include "sandbox/acm/transition.hpp"

#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/requested_names.hpp"
#include "sandbox/acm/validation.hpp"

#include <algorithm>
#include <chrono>

namespace certwright::sandbox::acm {
namespace {

constexpr Duration refusal_delay = std::chrono::seconds{3};

/// Often at first, then ever more rarely: about fifty looks in three days.
Time next_look(Time begun, Time now) {
    const Duration elapsed = now - begun;
    return now + std::max<Duration>(std::chrono::seconds{5}, elapsed / 8);
}

Next pending(const Certificate& certificate, Time now) {
    if (certificate.type == "PRIVATE") return {Step::issue, now};
    for (const auto& name : certificate.names) {
        if (refused_for(name)) return {Step::fail, std::max(now, certificate.created_at + refusal_delay)};
    }
    if (is_proved(certificate.validations)) return {Step::issue, now};
    const Time end = certificate.created_at + proof_time;
    if (now >= end) return {Step::time_out, now};
    const DomainValidation& first = certificate.validations.front();
    if (first.method == "DNS") {
        if (first.record_name.empty()) return {Step::show_records, now};
        return {Step::look, std::min(end, next_look(certificate.created_at, now))};
    }
    if (first.method == "EMAIL" && first.emails.empty()) return {Step::ask_by_mail, now};
    return {Step::time_out, end};
}

/// Once an hour at first, then ever more rarely: about fifty tries in 45 days.
Time next_try(const Certificate& certificate, Time now) {
    const Time opened = certificate.content->not_after - renewal_lead(*certificate.content);
    return now + std::max<Duration>(std::chrono::hours{1}, (now - opened) / 16);
}

/// A change of the method is given up after as long as a request.
Next changing_method(const Certificate& certificate, Time now) {
    const Time begun = certificate.update->requested_at;
    return {Step::look_for_update, std::min(begun + proof_time, next_look(begun, now))};
}

Next issued(const Certificate& certificate, Time now) {
    if (!certificate.content) return {};
    const Time end = certificate.content->not_after;
    if (now >= end) return {Step::expire, now};
    if (certificate.type == "IMPORTED") return {Step::expire, end};
    const bool renewing = certificate.renewal && certificate.renewal->status != "SUCCESS" &&
                          certificate.renewal->status != "FAILED";
    // At once when a mail was answered, else as long as it takes: records may come back.
    if (renewing) {
        const Renewal& renewal = *certificate.renewal;
        const bool answered = renewal.reason.empty() && is_proved(renewal.validations);
        return {Step::renew,
                renewal.attempted && !answered ? std::min(end, next_try(certificate, now)) : now};
    }
    // What is not eligible becomes so by a call, which puts the certificate on the agenda again.
    const Time opens = end - renewal_lead(*certificate.content);
    if (now < opens) return {Step::start_renewal, opens};
    if (is_renewal_eligible(certificate)) return {Step::start_renewal, now};
    return {Step::expire, end};
}

}  // namespace

Duration renewal_lead(const Content& content) {
    const auto validity = content.not_after - content.not_before;
    return std::chrono::days{validity <= std::chrono::days{200} ? 45 : 60};
}

Next next_step(const Certificate& certificate, Time now) {
    if (certificate.deleted_at) return {Step::forget, *certificate.deleted_at};
    if (certificate.is_pending()) return pending(certificate, now);
    if (certificate.status == "ISSUED") {
        const Next life = issued(certificate, now);
        if (!certificate.is_changing_method()) return life;
        const Next change = changing_method(certificate, now);
        return change.due < life.due ? change : life;
    }
    return {};
}

}  // namespace certwright::sandbox::acm
