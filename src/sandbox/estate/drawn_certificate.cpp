#include "sandbox/estate/drawn_certificate.hpp"

#include "sandbox/acm/issuance.hpp"
#include "sandbox/acm/transition.hpp"
#include "sandbox/acm/validation.hpp"
#include "sandbox/estate/drawn_names.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace certwright::sandbox {
namespace {

using std::chrono::days;

/// More names than ACM lets a request have; imports are not limited so.
constexpr std::size_t most_requested_names = 10, most_imported_names = 150;
/// Managed renewal takes care of what is in use from then on.
constexpr std::size_t renewal_days = 45, validity_days = 198;

Time days_before(Dice& dice, Time now, std::size_t most) {
    return now - std::chrono::seconds{1 + dice.below(most * 24 * 60 * 60)};
}

Time day_of(Time time) {
    return std::chrono::floor<days>(time);
}

acm::Certificate begin_certificate(const DrawnPlace& place, Dice& dice, std::string type) {
    acm::Certificate made;
    made.id = dice.uuid();
    made.arn = fmt::format("arn:{}:acm:{}:{}:certificate/{}", place.partition, place.region, place.account_id,
                           made.id);
    made.account_id = place.account_id;
    made.region = place.region;
    made.type = std::move(type);
    return made;
}

void bind_to_balancers(acm::Certificate& certificate, const DrawnPlace& place, Dice& dice,
                       const Purpose& purpose) {
    const auto count = 1 + dice.below(3);
    for (std::size_t at = 0; at < count; ++at) {
        certificate.in_use_by.insert(
            fmt::format("arn:{}:elasticloadbalancing:{}:{}:loadbalancer/app/{}-{}/{:016x}", place.partition,
                        place.region, place.account_id, purpose.team, purpose.service, dice.roll()));
    }
}

void add_validations(acm::Certificate& certificate, const std::string& method, const std::string& status) {
    for (const auto& name : certificate.names) {
        acm::DomainValidation validation;
        validation.domain = name;
        validation.validation_domain = name;
        validation.status = status;
        validation.method = method;
        validation.asked_at = certificate.created_at;
        if (method == "DNS") {
            acm::show_record(validation, certificate.account_id);
        } else {
            validation.emails = acm::asked_addresses(name);
        }
        certificate.validations.push_back(std::move(validation));
    }
}

/// Several renewals may lie between the request and the content of today.
void issue_drawn(acm::Certificate& certificate, const Foundry& foundry, Dice& dice, std::size_t authority,
                 Time not_before, Duration validity) {
    certificate.content = foundry.cast({.authority = authority,
                                        .key_algorithm = certificate.key_algorithm,
                                        .names = certificate.names,
                                        .not_before = not_before,
                                        .not_after = not_before + validity - std::chrono::seconds{1}},
                                       dice);
    const auto lead = acm::renewal_lead(*certificate.content);
    const auto renewals = dice.happens(50) ? 0 : 1 + dice.below(4);
    certificate.issued_at = not_before + std::chrono::seconds{60 + dice.below(80'000)};
    certificate.created_at = *certificate.issued_at - (validity - lead) * static_cast<int>(renewals) -
                             std::chrono::seconds{30 + dice.below(7200)};
    if (renewals == 0) return;
    acm::Renewal renewal;
    renewal.status = "SUCCESS";
    renewal.updated_at = *certificate.issued_at;
    certificate.renewal = std::move(renewal);
}

/// Of ISSUED, EXPIRED, REVOKED and INACTIVE: how many days ago the content began.
std::size_t draw_age(Dice& dice, const std::string& status, bool renewed) {
    if (status == "EXPIRED") return validity_days + dice.below(200);
    return dice.below(renewed ? validity_days - renewal_days - 1 : validity_days - 1);
}

acm::Certificate draw_public(const DrawnPlace& place, const Foundry& foundry, Dice& dice, Time now) {
    auto made = begin_certificate(place, dice, "AMAZON_ISSUED");
    const auto purpose = draw_purpose(dice);
    made.status = draw(dice, {{"ISSUED", 90},
                              {"EXPIRED", 4},
                              {"PENDING_VALIDATION", 2},
                              {"VALIDATION_TIMED_OUT", 1.5},
                              {"FAILED", 1},
                              {"REVOKED", 0.5},
                              {"INACTIVE", 1}});
    made.key_algorithm = draw(dice, {{"RSA_2048", 72}, {"EC_prime256v1", 23}, {"EC_secp384r1", 5}});
    made.names = draw_names(dice, purpose, most_requested_names);
    made.domain_name = made.names.front();
    made.tags = draw_tags(dice, purpose);
    made.approval_secret = dice.uuid();
    made.exportable = made.status == "REVOKED" || dice.happens(5);
    const std::string method = dice.happens(88) ? "DNS" : "EMAIL";
    const bool pending = made.is_pending();
    if (pending || made.status == "VALIDATION_TIMED_OUT" || made.status == "FAILED") {
        made.created_at = pending ? days_before(dice, now, 2) : days_before(dice, now - days{3}, 300);
        add_validations(made, method, pending ? "PENDING_VALIDATION" : "FAILED");
        if (made.status == "FAILED")
            made.failure_reason =
                draw(dice, {{"CAA_ERROR", 60}, {"DOMAIN_VALIDATION_DENIED", 20}, {"OTHER", 20}});
        return made;
    }
    const bool used = made.status == "ISSUED" && dice.happens(60);
    const auto age = days{draw_age(dice, made.status, used)};
    issue_drawn(made, foundry, dice, Foundry::public_authority, day_of(now) - age, acm::public_validity);
    add_validations(made, method, "SUCCESS");
    if (made.renewal) made.renewal->validations = made.validations;
    if (used) bind_to_balancers(made, place, dice, purpose);
    if (made.status == "REVOKED") {
        made.exported_at = *made.issued_at;
        made.revoked_at = now - (now - *made.issued_at) / 2;
        made.revocation_reason =
            draw(dice, {{"SUPERSEDED", 50}, {"KEY_COMPROMISE", 20}, {"UNSPECIFIED", 30}});
    }
    return made;
}

acm::Certificate draw_private(const DrawnPlace& place, const Foundry& foundry, Dice& dice, Time now) {
    auto made = begin_certificate(place, dice, "PRIVATE");
    const auto purpose = draw_purpose(dice);
    made.status = draw(dice, {{"ISSUED", 94}, {"EXPIRED", 4}, {"FAILED", 2}});
    made.key_algorithm = draw(dice, {{"RSA_2048", 60}, {"EC_prime256v1", 30}, {"EC_secp384r1", 10}});
    made.names = draw_names(dice, purpose, most_requested_names);
    made.domain_name = made.names.front();
    made.tags = draw_tags(dice, purpose);
    made.authority_arn = place.authority_arn;
    made.exportable = true;
    if (made.status == "FAILED") {
        made.created_at = days_before(dice, now, 300);
        made.failure_reason = "PCA_ACCESS_DENIED";
        return made;
    }
    const bool used = made.status == "ISSUED" && dice.happens(50);
    const auto validity = made.status == "EXPIRED" ? days{30} : days{395};
    const auto age = days{made.status == "EXPIRED" ? 31 + dice.below(100) : dice.below(used ? 330 : 390)};
    issue_drawn(made, foundry, dice, place.private_authority, day_of(now) - age, validity);
    if (used) bind_to_balancers(made, place, dice, purpose);
    return made;
}

acm::Certificate import_drawn(const DrawnPlace& place, const DrawnImport& drawn, Dice& dice, Time now) {
    auto made = begin_certificate(place, dice, "IMPORTED");
    made.names = drawn.names;
    made.domain_name = drawn.names.front();
    made.key_algorithm = drawn.key_algorithm;
    made.content = drawn.content;
    made.tags = drawn.tags;
    made.transparency = "DISABLED";
    const Time end = std::min(now, drawn.content.not_after);
    made.created_at = end - (end - drawn.content.not_before) / 100 * static_cast<int>(1 + dice.below(98));
    made.imported_at = made.created_at + std::chrono::microseconds{dice.below(1'000'000)};
    made.status = drawn.content.not_after <= now ? "EXPIRED" : "ISSUED";
    for (const auto& name : made.names) {
        acm::DomainValidation listed;
        listed.domain = name;
        made.validations.push_back(std::move(listed));
    }
    if (made.status == "ISSUED" && dice.happens(40)) bind_to_balancers(made, place, dice, draw_purpose(dice));
    return made;
}

}  // namespace

DrawnImport draw_import(const Foundry& foundry, Dice& dice, Time now) {
    const auto purpose = draw_purpose(dice);
    DrawnImport drawn;
    drawn.names = draw_names(dice, purpose, most_imported_names);
    drawn.key_algorithm = draw(dice, {{"RSA_2048", 60},
                                      {"EC_prime256v1", 15},
                                      {"RSA_4096", 10},
                                      {"EC_secp384r1", 5},
                                      {"RSA_3072", 4},
                                      {"EC_secp521r1", 3},
                                      {"RSA_1024", 3}});
    drawn.tags = draw_tags(dice, purpose);
    const auto validity = days{dice.happens(30) ? 90 : 365 + static_cast<int>(dice.below(33))};
    const auto left =
        dice.happens(12)
            ? -static_cast<std::int64_t>(1 + dice.below(60))
            : static_cast<std::int64_t>(dice.below(static_cast<std::size_t>(validity.count() - 2)));
    const Time not_after = now + days{left} + std::chrono::seconds{dice.below(80'000)};
    const Time whole = std::chrono::floor<std::chrono::seconds>(not_after);
    drawn.content =
        foundry.cast({.authority = Foundry::first_corporate + dice.below(Foundry::corporate_count),
                      .key_algorithm = drawn.key_algorithm,
                      .names = drawn.names,
                      .not_before = whole - validity,
                      .not_after = whole},
                     dice);
    return drawn;
}

acm::Certificate draw_certificate(const DrawnPlace& place, const std::vector<DrawnImport>& deck,
                                  const Foundry& foundry, Dice& dice, Time now) {
    const auto type = draw(dice, {{"public", 70}, {"imported", 18}, {"copy", 4}, {"private", 8}});
    if (type == "public") return draw_public(place, foundry, dice, now);
    if (type == "private") return draw_private(place, foundry, dice, now);
    if (type == "imported") return import_drawn(place, draw_import(foundry, dice, now), dice, now);
    return import_drawn(place, deck[dice.below(deck.size())], dice, now);
}

}  // namespace certwright::sandbox
