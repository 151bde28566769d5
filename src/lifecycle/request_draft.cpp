#include "lifecycle/request_draft.hpp"

#include "base/error.hpp"
#include "lifecycle/authority.hpp"
#include "lifecycle/maker.hpp"
#include "lifecycle/making/key_suitability.hpp"
#include "x509/likeness.hpp"

#include <utility>

namespace certwright::lifecycle {
namespace {

void overlay(x509::RequestTemplate& model, const Description& wanted) {
    if (!wanted.subject.empty()) model.subject = wanted.subject;
    if (!wanted.names.empty()) model.names = wanted.names;
    // The subject of the model named its own first host.
    if (wanted.subject.empty() && !wanted.names.empty()) model.subject.clear();
    if (!wanted.key_usages.empty()) model.key_usages = wanted.key_usages;
    if (!wanted.extended_key_usages.empty()) model.extended_key_usages = wanted.extended_key_usages;
    if (wanted.is_ca) model.basic_constraints = x509::BasicConstraints{true, wanted.path_length};
}

crypto::KeyAlgorithm algorithm_for(const RequestWish& wish, const std::optional<Certificate>& model) {
    if (wish.key_algorithm) return *wish.key_algorithm;
    return model ? algorithm_after(*model) : crypto::KeyAlgorithm::ec_prime256v1;
}

}  // namespace

RequestDraft draft_request(store::Connection& connection, const Repository& repository,
                           const PrivateKeys& keys, const RequestWish& wish) {
    const auto present = repository.find(connection, wish.name);
    const auto model = wish.like.empty() ? present : std::optional{repository.get(connection, wish.like)};
    RequestDraft draft;
    draft.name = present ? present->settings.name : wish.name;
    if (present) draft.certificate = present->id;
    if (wish.with_same_key && !model)
        throw Error{Fault::invalid, "there is no certificate whose key the request could have",
                    "name the one it is modelled on, or make a new key"}
            .with_field("same_key", "needs a certificate to take it from");
    if (wish.with_same_key) {
        draft.key.emplace(keys.open(connection, model->current.facts.spki_sha256));
        draft.key_algorithm = draft.key->algorithm().value_or(crypto::KeyAlgorithm::rsa_2048);
    } else {
        draft.key_algorithm = algorithm_for(wish, model);
    }
    if (!model) {
        draft.described = complete(wish.description, draft.key_algorithm);
        return draft;
    }
    auto asked = x509::request_like(kept_certificate(connection, model->current.facts.fingerprint_sha256));
    // The model's key may have been of another kind.
    (void)take_unsuitable(asked.key_usages, draft.key_algorithm);
    overlay(asked, wish.description);
    draft.described = complete(asked, draft.key_algorithm);
    return draft;
}

}  // namespace certwright::lifecycle
