#include "vault/rotation.hpp"

#include "base/json.hpp"
#include "vault/envelope.hpp"
#include "vault/secrets_lock.hpp"

namespace certwright::vault {

RotationReport Rotation::run(const std::string& actor) {
    const KeyFile::Lock lock = wrapper_.lock();
    RotationReport report;
    report.resumed = resume_or_add_key();
    report.master_key_id = wrapper_.current_master_key_id();
    for (;;) {
        while (const std::int64_t batch = rewrap_batch()) report.rewrapped += batch;
        if (auto removed = remove_old_keys(actor)) {
            report.removed = std::move(*removed);
            return report;
        }
    }
}

bool Rotation::resume_or_add_key() {
    if (wrapper_.master_key_ids().size() > 1) return true;
    wrapper_.add_master_key();
    return false;
}

namespace {

constexpr auto select_old = R"sql(
    SELECT owner, field, master_key_id, wrapped_key FROM secrets WHERE master_key_id <> $1
    ORDER BY owner, field LIMIT $2
)sql";

constexpr auto update_wrapping = R"sql(
    UPDATE secrets SET master_key_id = $1, wrapped_key = $2 WHERE owner = $3 AND field = $4
)sql";

struct Row {
    std::string owner, field;
    WrappedKey key;
};

}  // namespace

std::int64_t Rotation::rewrap_batch(std::int64_t limit) {
    return database_.write([&](store::Transaction& transaction) {
        const auto rows = transaction->list(
            select_old, {wrapper_.current_master_key_id(), limit}, [](const store::Row& row) {
                return Row{row.text(0), row.text(1), {row.text(2), row.blob(3)}};
            });
        std::vector<store::Values> changes;
        for (const Row& row : rows) {
            const std::string context = key_context(row.owner, row.field);
            const WrappedKey wrapped = wrapper_.wrap(wrapper_.unwrap(row.key, context), context);
            changes.push_back({wrapped.master_key_id, wrapped.bytes, row.owner, row.field});
        }
        transaction->execute_each(update_wrapping, changes);
        return static_cast<std::int64_t>(rows.size());
    });
}

constexpr auto note_last_key = "UPDATE vault_lock SET master_key_id = $1 WHERE id = 1";
constexpr auto select_needed = "SELECT 1 FROM secrets WHERE master_key_id <> $1 LIMIT 1";

std::optional<std::vector<std::string>> Rotation::remove_old_keys(const std::string& actor) {
    std::vector<std::string> old = wrapper_.master_key_ids();
    const std::string current = old.back();
    old.pop_back();
    // Whoever stores a secret takes the same lock before it chooses the master key. So a transaction
    // that still used an old key is over and is seen here, and each later one reads the new file.
    const bool needed = database_.write([&](store::Transaction& transaction) {
        take_lock(transaction);
        if (transaction->find(select_needed, {current}, [](const store::Row&) { return true; })) return true;
        transaction->execute(note_last_key, {current});
        const json::object details{{"removed", json::from_texts(old)}};
        log_.append(transaction, {.actor = actor,
                                  .action = "master_key.rotated",
                                  .subject = current,
                                  .details = boost::json::serialize(details)});
        return false;
    });
    if (needed) return std::nullopt;
    if (!old.empty()) wrapper_.remove_master_keys(old);
    return old;
}

}  // namespace certwright::vault
