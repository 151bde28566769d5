#include "vault/vault.hpp"

#include "base/error.hpp"
#include "crypto/aead.hpp"
#include "crypto/random.hpp"
#include "vault/envelope.hpp"
#include "vault/secrets_lock.hpp"

#include <fmt/format.h>

namespace certwright::vault {
namespace {

std::string secret_context(std::string_view owner, std::string_view field, Time updated_at) {
    return associated_data("certwright secret 1", {owner, field, std::to_string(to_micros(updated_at))});
}

[[noreturn]] void refuse(std::string_view owner, std::string_view field, std::string_view reason) {
    throw Error{Fault::internal,
                fmt::format("cannot open the secret '{}' of '{}': {}", field, owner, reason)};
}

}  // namespace

Vault::Vault(KeyWrapper& wrapper, Clock& clock) : wrapper_(wrapper), clock_(clock) {}

constexpr auto upsert_secret = R"sql(
    INSERT INTO secrets (owner, field, master_key_id, wrapped_key, sealed, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (owner, field) DO UPDATE SET
        master_key_id = excluded.master_key_id,
        wrapped_key = excluded.wrapped_key,
        sealed = excluded.sealed,
        updated_at = excluded.updated_at
)sql";

constexpr auto select_last_key = R"sql(
    SELECT l.master_key_id FROM vault_lock l
    WHERE l.id = 1 AND EXISTS (SELECT 1 FROM secrets s WHERE s.master_key_id = l.master_key_id)
)sql";

/// Of several servers, one may have missed a rotation: what it stored could be read nowhere else.
void Vault::refuse_retired_key(store::Connection& connection) const {
    const auto last = connection.find(select_last_key, {}, [](const store::Row& row) { return row.text(0); });
    if (!last || wrapper_.knows(*last)) return;
    throw Error{Fault::unavailable,
                fmt::format("this server does not have the master key '{}', which the others use", *last),
                "copy the rotated master key file to this server; nothing was stored"};
}

void Vault::put(store::Transaction& transaction, std::string_view owner, std::string_view field,
                const Secret& secret) {
    take_lock(transaction);
    refuse_retired_key(transaction);
    const Time now = clock_.now();
    const Secret data_key = crypto::random_secret(crypto::aead_key_size);
    const WrappedKey wrapped = wrapper_.wrap(data_key, key_context(owner, field));
    const Bytes sealed = crypto::seal(data_key, secret.reveal(), secret_context(owner, field, now));
    transaction->execute(upsert_secret, {owner, field, wrapped.master_key_id, wrapped.bytes, sealed, now});
}

constexpr auto select_secret = R"sql(
    SELECT master_key_id, wrapped_key, sealed, updated_at FROM secrets WHERE owner = $1 AND field = $2
)sql";

Secret Vault::get(store::Connection& connection, std::string_view owner, std::string_view field) const {
    struct Stored {
        WrappedKey key;
        Bytes sealed;
        Time updated_at;
    };
    const auto stored = connection.find(select_secret, {owner, field}, [](const store::Row& row) {
        return Stored{{row.text(0), row.blob(1)}, row.blob(2), row.time(3)};
    });
    if (!stored) throw Error{Fault::not_found, fmt::format("no secret '{}' is kept for '{}'", field, owner)};
    const Secret data_key = [&] {
        try {
            return wrapper_.unwrap(stored->key, key_context(owner, field));
        } catch (const Error& error) {
            refuse(owner, field, error.message());
        }
    }();
    if (data_key.size() != crypto::aead_key_size) refuse(owner, field, "its data key has a wrong size");
    auto secret = crypto::open(data_key, stored->sealed, secret_context(owner, field, stored->updated_at));
    if (!secret) refuse(owner, field, "it was changed or belongs to another row");
    return std::move(*secret);
}

constexpr auto select_presence = "SELECT 1 FROM secrets WHERE owner = $1 AND field = $2";

bool Vault::has(store::Connection& connection, std::string_view owner, std::string_view field) const {
    return connection.find(select_presence, {owner, field}, [](const store::Row&) { return true; })
        .has_value();
}

constexpr auto delete_secrets = "DELETE FROM secrets WHERE owner = $1";

void Vault::remove(store::Transaction& transaction, std::string_view owner) {
    transaction->execute(delete_secrets, {owner});
}

constexpr auto select_wrapped = R"sql(
    SELECT owner, field, master_key_id, wrapped_key FROM secrets ORDER BY master_key_id, owner, field
)sql";

void Vault::check_master_keys(store::Connection& connection) const {
    std::string checked;
    connection.query(select_wrapped, store::Values{}, [&](const store::Row& row) {
        const WrappedKey key{row.text(2), row.blob(3)};
        if (key.master_key_id == checked) return;
        try {
            wrapper_.unwrap(key, key_context(row.text(0), row.text(1)));
        } catch (const Error& error) {
            throw Error{Fault::not_found,
                        fmt::format("the database holds secrets that it does not open: {}", error.message()),
                        "restore the file from its backup; without it the stored secrets cannot be read"};
        }
        checked = key.master_key_id;
    });
}

constexpr auto select_any = "SELECT 1 FROM secrets LIMIT 1";

bool Vault::holds_secrets(store::Connection& connection) {
    return connection.find(select_any, {}, [](const store::Row&) { return true; }).has_value();
}

}  // namespace certwright::vault
