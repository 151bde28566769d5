#include "sandbox/acm/life.hpp"

#include "sandbox/acm/announcement.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/forget.hpp"
#include "sandbox/acm/issuance.hpp"
#include "sandbox/acm/prover.hpp"
#include "sandbox/acm/requested_names.hpp"
#include "sandbox/acm/transition.hpp"
#include "sandbox/acm/use.hpp"
#include "sandbox/acm/validation.hpp"
#include "sandbox/world/arn.hpp"

#include <functional>
#include <optional>

namespace certwright::sandbox::acm {
namespace {

/// A task remembers the ARN alone between two locks.
Certificate* find(World& world, const std::string& arn) {
    const auto place = Arn::parse(arn);
    const auto account = world.accounts.find(place->account_id);
    if (account == world.accounts.end()) return nullptr;
    auto& certificates = account->second.regions.at(place->region).acm.certificates;
    const auto found = certificates.find(arn);
    return found == certificates.end() ? nullptr : &found->second;
}

void run(World& world, const std::string& arn, Step step, Time now);

void schedule(World& world, const Certificate& certificate, Next next) {
    if (next.step == Step::none) return world.agenda.drop(certificate.arn);
    world.agenda.put(certificate.arn, next.due, [&world, arn = certificate.arn, step = next.step](Time now) {
        run(world, arn, step, now);
    });
}

/// Changes the certificate under the lock, if it is still there and still waits for that step's kind of
/// state.
void change(World& world, const std::string& arn, Time now, const std::function<void(Certificate&)>& how) {
    world.locked([&] {
        if (auto* certificate = find(world, arn)) {
            how(*certificate);
            begin(world, *certificate, now);
        }
    });
}

void fail_all(Certificate& certificate, const std::string& status, const std::string& reason) {
    certificate.status = status;
    certificate.failure_reason = reason;
    for (auto& validation : certificate.validations) {
        if (validation.status != "SUCCESS") validation.status = "FAILED";
    }
}

void refuse_names(Certificate& certificate) {
    for (auto& validation : certificate.validations) {
        const auto reason = refused_for(validation.domain);
        if (!reason) continue;
        validation.status = "FAILED";
        certificate.status = "FAILED";
        certificate.failure_reason = *reason;
    }
}

void show_records(World& world, Certificate& certificate, Time now) {
    if (now < certificate.created_at + world.settings.record_delay) return;
    for (auto& validation : certificate.validations) show_record(validation, certificate.account_id);
}

/// The names whose records lead where they should. Asks DNS, without a lock.
std::vector<std::string> proved_names(World& world, const std::vector<DomainValidation>& validations) {
    std::vector<std::string> proved;
    for (const auto& validation : validations) {
        if (validation.status == "SUCCESS" ||
            world.prover->leads_to(validation.record_name, validation.record_value)) {
            proved.push_back(validation.domain);
        }
    }
    return proved;
}

void mark_proved(std::vector<DomainValidation>& validations, const std::vector<std::string>& proved) {
    for (auto& validation : validations) {
        for (const auto& name : proved) {
            if (validation.domain == name) validation.status = "SUCCESS";
        }
    }
}

bool caa_allows(World& world, const std::vector<std::string>& names) {
    for (const auto& name : names) {
        if (!world.prover->caa_allows(name)) return false;
    }
    return true;
}

void look(World& world, const std::string& arn, const Certificate& seen, Time now) {
    const auto proved = proved_names(world, seen.validations);
    change(world, arn, now, [&](Certificate& certificate) {
        if (certificate.is_pending()) mark_proved(certificate.validations, proved);
    });
}

/// Makes DNS the method when every name is proved; gives up when the time is over.
void look_for_update(World& world, const std::string& arn, const Certificate& seen, Time now) {
    const auto proved = proved_names(world, seen.update->validations);
    change(world, arn, now, [&](Certificate& certificate) {
        if (!certificate.is_changing_method()) return;
        MethodUpdate& update = *certificate.update;
        mark_proved(update.validations, proved);
        update.updated_at = now;
        if (is_proved(update.validations)) {
            update.status = "SUCCESS";
            certificate.validations = update.validations;
        } else if (now >= update.requested_at + proof_time) {
            update.status = "FAILED";
        }
    });
}

void issue(World& world, const std::string& arn, const Certificate& seen, Time now) {
    if (seen.is_public() && !caa_allows(world, seen.names)) {
        return change(world, arn, now,
                      [](Certificate& certificate) { fail_all(certificate, "FAILED", "CAA_ERROR"); });
    }
    const Issued issued = make_content(world, seen, now);
    change(world, arn, now, [&](Certificate& certificate) {
        if (!certificate.is_pending()) return;
        if (!issued.content) return fail_all(certificate, "FAILED", issued.failure_reason);
        certificate.content = issued.content;
        certificate.issued_at = now;
        certificate.status = "ISSUED";
        announce_available(world, certificate, "ISSUANCE", now);
    });
}

/// Sends the five mails of each name that is neither approved nor asked for; returns them as they are then.
std::vector<DomainValidation> send_mails(World& world, const Certificate& seen,
                                         std::vector<DomainValidation> validations, Time now) {
    for (auto& validation : validations) {
        if (validation.status == "SUCCESS" || !validation.emails.empty()) continue;
        validation.asked_at = now;
        validation.emails = asked_addresses(validation.validation_domain);
        for (const auto& address : validation.emails) {
            world.prover->ask_by_mail({.address = address,
                                       .arn = seen.arn,
                                       .account_id = seen.account_id,
                                       .region = seen.region,
                                       .domain = validation.domain,
                                       .approval = approval_of(seen, validation),
                                       .for_renewal = seen.content.has_value()});
        }
    }
    return validations;
}

/// What was approved while the mails went out stays approved.
void put_mails(std::vector<DomainValidation>& kept, const std::vector<DomainValidation>& sent) {
    for (std::size_t at = 0; at < kept.size() && at < sent.size(); ++at) {
        kept[at].asked_at = sent[at].asked_at;
        kept[at].emails = sent[at].emails;
    }
}

void ask_by_mail(World& world, const std::string& arn, const Certificate& seen, Time now) {
    const auto sent = send_mails(world, seen, seen.validations, now);
    change(world, arn, now, [&](Certificate& certificate) {
        if (certificate.is_pending()) put_mails(certificate.validations, sent);
    });
}

void start_renewal(Certificate& certificate, Time now) {
    Renewal renewal{.status = "PENDING_AUTO_RENEWAL",
                    .reason = "",
                    .updated_at = now,
                    .attempted = false,
                    .validations = certificate.validations};
    for (auto& validation : renewal.validations) {
        validation.status = "PENDING_VALIDATION";
        validation.emails.clear();
    }
    certificate.renewal = std::move(renewal);
}

void renew(World& world, const std::string& arn, const Certificate& seen, Time now) {
    std::vector<std::string> proved;
    bool allowed = true;
    if (seen.is_public()) {
        if (seen.validation_method() == "DNS") proved = proved_names(world, seen.renewal->validations);
        allowed = caa_allows(world, seen.names);
    }
    auto validations = seen.renewal->validations;
    if (seen.validation_method() == "EMAIL")
        validations = send_mails(world, seen, std::move(validations), now);
    mark_proved(validations, proved);
    const bool ready = !seen.is_public() || is_proved(validations);
    Issued issued;
    if (ready && allowed) issued = make_content(world, seen, now);
    change(world, arn, now, [&](Certificate& certificate) {
        if (!certificate.renewal || certificate.status != "ISSUED") return;
        Renewal& renewal = *certificate.renewal;
        put_mails(renewal.validations, validations);
        mark_proved(renewal.validations, proved);
        renewal.updated_at = now;
        renewal.attempted = true;
        renewal.reason = allowed ? issued.failure_reason : "CAA_ERROR";
        if (!issued.content) {
            // A private one waits for its CA, and for nobody's proof.
            if (certificate.is_public()) renewal.status = "PENDING_VALIDATION";
            return;
        }
        certificate.content = issued.content;
        certificate.issued_at = now;
        certificate.exported_since_renewal = false;
        renewal.status = "SUCCESS";
        announce_available(world, certificate, "RENEWAL", now);
    });
}

void expire(World& world, Certificate& certificate, Time now) {
    certificate.status = "EXPIRED";
    announce_expired(world, certificate, now);
    if (!certificate.renewal || certificate.renewal->status == "SUCCESS") return;
    certificate.renewal->status = "FAILED";
    certificate.renewal->updated_at = now;
}

void run(World& world, const std::string& arn, Step step, Time now) {
    std::optional<Certificate> seen;
    {
        const std::shared_lock shared{world.lock};
        if (const auto* certificate = find(world, arn)) seen = *certificate;
    }
    if (!seen) return;
    // Something may have happened since it was put on the agenda. The last look is at the very end.
    const Step due = next_step(*seen, now).step;
    const bool last_look = step == Step::look && due == Step::time_out;
    if (due != step && !last_look) return change(world, arn, now, [](Certificate&) {});
    switch (step) {
        case Step::none:
            return;
        case Step::show_records:
            return change(world, arn, now, [&](Certificate& c) { show_records(world, c, now); });
        case Step::fail:
            return change(world, arn, now, refuse_names);
        case Step::look:
            return look(world, arn, *seen, now);
        case Step::time_out:
            return change(world, arn, now, [](Certificate& c) { fail_all(c, "VALIDATION_TIMED_OUT", ""); });
        case Step::issue:
            return issue(world, arn, *seen, now);
        case Step::look_for_update:
            return look_for_update(world, arn, *seen, now);
        case Step::start_renewal:
            return change(world, arn, now, [&](Certificate& c) {
                if (is_renewal_eligible(c)) start_renewal(c, now);
            });
        case Step::ask_by_mail:
            return ask_by_mail(world, arn, *seen, now);
        case Step::renew:
            return renew(world, arn, *seen, now);
        case Step::expire:
            return change(world, arn, now, [&](Certificate& c) { expire(world, c, now); });
        case Step::forget:
            return world.locked([&] {
                const auto place = Arn::parse(arn);
                forget(world.accounts.at(place->account_id).regions.at(place->region).acm, arn);
            });
    }
}

}  // namespace

void begin(World& world, const Certificate& certificate, Time now) {
    Next next = next_step(certificate, now);
    auto& waiting = world.accounts.at(certificate.account_id).regions.at(certificate.region).acm.waiting;
    if (next.step == Step::look || next.step == Step::look_for_update || next.step == Step::renew) {
        waiting.insert(certificate.arn);
    } else {
        waiting.erase(certificate.arn);
    }
    if (next.step == Step::show_records) next.due = certificate.created_at + world.settings.record_delay;
    if (next.step == Step::issue) next.due = now + world.settings.issuance_delay;
    schedule(world, certificate, next);
    if (!certificate.released.empty()) schedule_release(world, certificate);
}

void look_for_proofs(World& world) {
    const Time now = world.clock.now();
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [name, region] : account.regions) {
            for (const auto& arn : region.acm.waiting) look_soon(world, region.acm.certificates.at(arn), now);
        }
    }
}

void resume(World& world, Time now) {
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [name, region] : account.regions) {
            for (const auto& [arn, certificate] : region.acm.certificates) begin(world, certificate, now);
        }
    }
}

void look_soon(World& world, const Certificate& certificate, Time now) {
    Next next = next_step(certificate, now);
    const bool asks =
        next.step == Step::look || next.step == Step::look_for_update || next.step == Step::renew;
    if (asks) schedule(world, certificate, {next.step, now});
}

}  // namespace certwright::sandbox::acm
