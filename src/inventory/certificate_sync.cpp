#include "inventory/certificate_sync.hpp"

#include <fmt/format.h>

namespace certwright::inventory {

CertificateSync read_sync(const store::Row& row, std::size_t first) {
    CertificateSync sync;
    sync.certificate = row.text(first);
    sync.certificate_name = row.text(first + 1);
    sync.deployment = row.optional_text(first + 2).value_or("");
    sync.state = row.text(first + 3);
    sync.served = row.text(first + 4);
    sync.accepted = row.optional_text(first + 5).value_or("");
    sync.is_mismatch = row.boolean(first + 6);
    sync.since = row.time(first + 7);
    sync.is_taken = row.boolean(first + 8);
    return sync;
}

constexpr std::string_view upsert_sync = R"(
    INSERT INTO aws_certificate_sync (account, arn, certificate, certificate_name, deployment, state, served, accepted,
        is_mismatch, since, is_taken)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (account, arn) DO UPDATE SET certificate = excluded.certificate,
        certificate_name = excluded.certificate_name, deployment = excluded.deployment, state = excluded.state,
        served = excluded.served, accepted = excluded.accepted, is_mismatch = excluded.is_mismatch,
        since = excluded.since, is_taken = excluded.is_taken)";

void keep_sync(store::Transaction& transaction, const SyncedArn& synced) {
    const CertificateSync& sync = synced.sync;
    transaction->execute(
        upsert_sync, {synced.account, synced.arn, sync.certificate, sync.certificate_name,
                      store::or_null(sync.deployment), sync.state, sync.served, store::or_null(sync.accepted),
                      sync.is_mismatch, sync.since, sync.is_taken});
}

constexpr std::string_view delete_sync = "DELETE FROM aws_certificate_sync WHERE account = $1 AND arn = $2";

void forget_sync(store::Transaction& transaction, const AccountId& account, const std::string& arn) {
    transaction->execute(delete_sync, {account, arn});
}

std::optional<CertificateSync> find_sync(store::Connection& connection, const AccountId& account,
                                         const std::string& arn) {
    static const std::string sql = fmt::format(
        "SELECT {} FROM aws_certificate_sync s WHERE s.account = $1 AND s.arn = $2", sync_columns);
    return connection.find(sql, {account, arn}, [](const store::Row& row) { return read_sync(row, 0); });
}

std::vector<SyncedArn> synced_arns(store::Connection& connection, const std::string& certificate) {
    static const std::string sql = fmt::format(
        "SELECT s.account, s.arn, {} FROM aws_certificate_sync s WHERE s.certificate = $1 ORDER BY "
        "s.account, s.arn",
        sync_columns);
    return connection.list(sql, {certificate}, [](const store::Row& row) {
        return SyncedArn{row.id<AccountId>(0), row.text(1), read_sync(row, 2)};
    });
}

}  // namespace certwright::inventory
