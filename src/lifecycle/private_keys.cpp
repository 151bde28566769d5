#include "lifecycle/private_keys.hpp"

#include "base/error.hpp"

namespace certwright::lifecycle {
namespace {

constexpr std::string_view secret_field = "private_key";

constexpr std::string_view select_key = "SELECT id FROM private_keys WHERE spki_sha256 = $1";

std::optional<PrivateKeyId> find_key(store::Connection& connection, const std::string& spki_sha256) {
    return connection.find(select_key, {spki_sha256},
                           [](const store::Row& row) { return row.id<PrivateKeyId>(0); });
}

}  // namespace

constexpr std::string_view insert_key =
    "INSERT INTO private_keys (id, spki_sha256, algorithm, created_at) VALUES ($1, $2, $3, $4)";

PrivateKeyId PrivateKeys::keep(store::Transaction& transaction, const crypto::KeyPair& key) {
    const std::string spki = key.spki_sha256();
    if (const auto known = find_key(transaction, spki)) return *known;
    const PrivateKeyId id = PrivateKeyId::make();
    transaction->execute(insert_key, {id, spki, key.algorithm_name(), clock_.now()});
    vault_.put(transaction, id.text(), secret_field, key.to_pkcs8_pem());
    return id;
}

bool PrivateKeys::has(store::Connection& connection, const std::string& spki_sha256) const {
    return find_key(connection, spki_sha256).has_value();
}

crypto::KeyPair PrivateKeys::open(store::Connection& connection, const std::string& spki_sha256) const {
    const auto id = find_key(connection, spki_sha256);
    if (!id)
        throw Error{Fault::not_found, "the repository does not hold the private key of this certificate",
                    "import the certificate together with its key"};
    const Secret pem = vault_.get(connection, id->text(), secret_field);
    auto key = crypto::KeyPair::from_own_pem(pem.reveal());
    if (key.spki_sha256() != spki_sha256)
        throw Error{Fault::internal, "the vault holds another private key than the one that was kept for it"};
    return key;
}

constexpr std::string_view delete_unused_key = R"(
    DELETE FROM private_keys WHERE id = $1
        AND NOT EXISTS (SELECT 1 FROM certificate_versions v WHERE v.spki_sha256 = private_keys.spki_sha256)
        AND NOT EXISTS (SELECT 1 FROM certificate_requests r
                        WHERE r.spki_sha256 = private_keys.spki_sha256 AND r.done_at IS NULL))";

void PrivateKeys::remove_unused(store::Transaction& transaction, const std::string& spki_sha256) {
    const auto id = find_key(transaction, spki_sha256);
    if (id && transaction->execute(delete_unused_key, {*id}) > 0) vault_.remove(transaction, id->text());
}

}  // namespace certwright::lifecycle
