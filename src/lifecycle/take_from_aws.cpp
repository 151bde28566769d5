#include "lifecycle/take_from_aws.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "inventory/certificate_detail.hpp"
#include "lifecycle/facts.hpp"
#include "lifecycle/making/issuing_rules.hpp"
#include "lifecycle/succession.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

x509::Bundle read_bundle(store::Connection& connection, const inventory::AwsCertificate& source) {
    const auto pem = inventory::get_certificate_pem(connection, source.id);
    x509::Bundle bundle;
    bundle.leaf.der = x509::pem_to_ders(pem.certificate).front();
    bundle.leaf.origin.place = source.arn;
    if (!pem.chain.empty()) bundle.issuers = x509::pem_to_ders(pem.chain);
    const Bytes& last = bundle.issuers.empty() ? bundle.leaf.der : bundle.issuers.back();
    bundle.reaches_root = x509::parse_der(last).is_self_signed;
    return bundle;
}

void refuse_taken_name(store::Connection& connection, const Repository& repository, const std::string& name) {
    if (!name.empty() && repository.find(connection, name))
        throw Error{Fault::conflict, fmt::format("a certificate named {} exists already", in_quotes(name)),
                    "choose another name, or take it in as a version of that one"};
}

}  // namespace

TakenIn take_from_aws(store::Transaction& transaction, Repository& repository, Requests& requests,
                      SyncStates& sync_states, const inventory::AwsCertificate& source,
                      const FromAwsWish& wish, const inventory::Actor& actor, Time now) {
    x509::Sorted found;
    found.bundles.push_back(read_bundle(transaction, source));
    IntakeWish intake{
        .name = wish.name, .anyway = wish.anyway, .origin = Origin::aws, .source_arn = source.arn};
    if (!wish.certificate.empty()) {
        intake.name = repository.get(transaction, wish.certificate).settings.name;
        if (!wish.anyway)
            refuse(why_not_current(facts_of(x509::parse_der(found.bundles.front().leaf.der)), now),
                   fmt::format("cannot make it the current version of {}", in_quotes(intake.name)));
    } else {
        refuse_taken_name(transaction, repository, wish.name);
        intake.always_new = true;
    }
    TakenIn taken = std::move(take_in(transaction, repository, requests, found, intake, actor).taken.front());
    // Whoever takes it in decides for it, also where the version before ends later.
    if (!wish.certificate.empty() && taken.certificate.current.number != taken.version.number)
        taken.certificate =
            repository.restore(transaction, taken.certificate.id, taken.version.number, actor);
    sync_states.compare(transaction, taken.certificate.id, source.account, source.arn);
    return taken;
}

}  // namespace certwright::lifecycle
