#include "lifecycle/intake.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "lifecycle/facts.hpp"
#include "lifecycle/free_name.hpp"
#include "lifecycle/making/issuing_rules.hpp"
#include "lifecycle/renewal_obstacle.hpp"
#include "lifecycle/succession.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

/// One run of take_in.
class Taker {
  public:
    Taker(store::Transaction& transaction, Repository& repository, Requests& requests, const IntakeWish& wish,
          const inventory::Actor& actor)
        : transaction_(transaction),
          repository_(repository),
          requests_(requests),
          wish_(wish),
          actor_(actor) {}

    TakenIn take(NewVersion version, const x509::Certificate& leaf) {
        const Facts facts = facts_of(leaf);
        const auto request = requests_.waiting_for(transaction_, leaf, wish_.name);
        if (request && version.origin == Origin::uploaded) version.origin = Origin::issued;
        const auto place = place_of(facts, request);
        TakenIn taken = place ? add_version(*place, version) : add(version, facts, request);
        if (request) requests_.finish(transaction_, *request, taken.certificate, taken.version, actor_);
        taken.still_waiting = requests_.waiting_with_key(transaction_, facts.spki_sha256);
        return taken;
    }

    /// A key without a certificate beside it: of those that wait for it. Returns what it was added to.
    std::vector<TakenIn> take_key(const crypto::KeyPair& key) {
        std::vector<TakenIn> taken;
        for (const CertificateId& id : repository_.add_key(transaction_, key, actor_)) {
            TakenIn one;
            one.outcome = TakenIn::Outcome::key_added;
            one.certificate = repository_.get(transaction_, id.text());
            one.version = one.certificate.current;
            taken.push_back(std::move(one));
        }
        return taken;
    }

  private:
    TakenIn add(const NewVersion& version, const Facts& facts, const std::optional<Request>& request) {
        Settings settings;
        if (wish_.label) wish_.label(settings);
        settings.name = wish_.name;
        if (wish_.name.empty())
            settings.name = free_name(transaction_, repository_, request ? request->name : facts.domain_name);
        TakenIn taken;
        taken.certificate = repository_.add(transaction_, settings, version, actor_);
        taken.version = taken.certificate.current;
        refuse_vain_renewal(transaction_, taken.certificate);
        return taken;
    }

    std::optional<CertificateId> place_of(const Facts& facts, const std::optional<Request>& request) {
        if (!wish_.name.empty()) return named_place(facts, request);
        const auto known = repository_.with_fingerprint(transaction_, facts.fingerprint_sha256);
        if (!known.empty()) return known.front().certificate;
        if (wish_.always_new) return std::nullopt;
        if (request) return request->certificate;
        const auto twins = repository_.with_names(transaction_, facts.names);
        return twins.size() == 1 ? std::optional{twins.front()} : std::nullopt;
    }

    std::optional<CertificateId> named_place(const Facts& facts, const std::optional<Request>& request) {
        const auto named = repository_.find(transaction_, wish_.name);
        if (!named) return std::nullopt;
        if (wish_.always_new)
            throw Error{
                Fault::conflict,
                fmt::format("a certificate of the name or id {} exists already", in_quotes(wish_.name)),
                "choose another name, or bring it in as a version of that one"};
        const bool is_asked_for = request && request->certificate == named->id;
        if (!wish_.anyway && !is_asked_for)
            refuse(why_no_successor(*named, repository_.versions(transaction_, named->id), facts),
                   fmt::format("cannot take it for a version of {}", in_quotes(named->settings.name)));
        return named->id;
    }

    TakenIn add_version(const CertificateId& id, const NewVersion& version) {
        const Arrival arrival = repository_.add_version(transaction_, id, version, actor_);
        TakenIn taken;
        taken.outcome = arrival.is_new          ? TakenIn::Outcome::version_added
                        : arrival.has_new_key   ? TakenIn::Outcome::key_added
                        : arrival.has_new_chain ? TakenIn::Outcome::chain_added
                                                : TakenIn::Outcome::unchanged;
        taken.version = arrival.version;
        relabel(repository_.get(transaction_, id.text()));
        taken.certificate = repository_.get(transaction_, id.text());
        return taken;
    }

    void relabel(const Certificate& known) {
        Settings settings = known.settings;
        if (wish_.label) wish_.label(settings);
        settings.name = known.settings.name;
        settings.tags.insert(known.settings.tags.begin(), known.settings.tags.end());
        settings.fields.insert(known.settings.fields.begin(), known.settings.fields.end());
        if (settings == known.settings) return;
        repository_.change(transaction_, known.id, settings, known.revision, actor_);
        if (!known.settings.renewal.is_on)
            refuse_vain_renewal(transaction_, repository_.get(transaction_, known.id.text()));
    }

    store::Transaction& transaction_;
    Repository& repository_;
    Requests& requests_;
    const IntakeWish& wish_;
    const inventory::Actor& actor_;
};

std::string list_of_leaves(const x509::Sorted& found) {
    std::string list;
    for (const x509::Bundle& bundle : found.bundles)
        list += fmt::format("{}{}", list.empty() ? "" : ", ",
                            facts_of(x509::parse_der(bundle.leaf.der)).domain_name);
    return list;
}

/// Nothing is left that could be used: the first reason why.
[[noreturn]] void refuse_for(const x509::Flaw& flaw) {
    throw Error{Fault::invalid,
                fmt::format("there is no certificate in what was given; {}: {}", flaw.place, flaw.problem),
                flaw.hint};
}

void check_count(const x509::Sorted& found, const IntakeWish& wish) {
    if (found.bundles.empty() && found.keys_alone.empty()) {
        if (!found.flaws.empty()) refuse_for(found.flaws.front());
        throw Error{Fault::invalid, "there is no certificate in what was given",
                    "give the certificate itself, with its chain and key if you have them"};
    }
    if (!wish.name.empty() && found.bundles.empty())
        throw Error{Fault::invalid, "there is no certificate in what was given, only a private key",
                    "leave the name out: a key goes to every certificate of the repository that has it"}
            .with_field("name", "is for a certificate");
    if (!wish.name.empty() && found.bundles.size() != 1)
        throw Error{Fault::invalid,
                    fmt::format("cannot bring in {} certificates under one name: {}", found.bundles.size(),
                                list_of_leaves(found)),
                    "leave the name out, or give one certificate at a time"}
            .with_field("name", "is for one certificate");
}

}  // namespace

std::string_view to_string(TakenIn::Outcome outcome) {
    switch (outcome) {
        case TakenIn::Outcome::created:
            return "created";
        case TakenIn::Outcome::version_added:
            return "version_added";
        case TakenIn::Outcome::key_added:
            return "key_added";
        case TakenIn::Outcome::chain_added:
            return "chain_added";
        case TakenIn::Outcome::unchanged:
            return "unchanged";
    }
    throw Error{Fault::internal, "unknown outcome of an intake"};
}

Intake take_in(store::Transaction& transaction, Repository& repository, Requests& requests,
               const x509::Sorted& found, const IntakeWish& wish, const inventory::Actor& actor) {
    check_count(found, wish);
    Taker taker{transaction, repository, requests, wish, actor};
    Intake intake;
    intake.flaws = found.flaws;
    for (const x509::Bundle& bundle : found.bundles) {
        const x509::Certificate leaf = x509::parse_der(bundle.leaf.der);
        intake.taken.push_back(taker.take({.leaf = bundle.leaf.der,
                                           .issuers = bundle.issuers,
                                           .reaches_root = bundle.reaches_root,
                                           .key = bundle.key ? &found.keys[*bundle.key].key : nullptr,
                                           .origin = wish.origin,
                                           .source_arn = wish.source_arn},
                                          leaf));
    }
    for (const std::size_t index : found.keys_alone) {
        auto taken = taker.take_key(found.keys[index].key);
        if (taken.empty())
            intake.flaws.push_back({found.keys[index].origin.place,
                                    "the private key belongs to no certificate here or in the repository",
                                    "bring it in together with its certificate"});
        for (TakenIn& one : taken) intake.taken.push_back(std::move(one));
    }
    return intake;
}

}  // namespace certwright::lifecycle
