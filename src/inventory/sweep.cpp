#include "inventory/sweep.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace certwright::inventory {
namespace {

struct KnownRow {
    std::string id, hash;
    bool missing;
};

std::string names_json(const std::vector<std::string>& names) {
    return boost::json::serialize(json::from_texts(names));
}

std::map<std::string, KnownRow> known_rows(store::Connection& connection, const Scope& scope,
                                           std::span<const ListRow> rows) {
    std::string sql =
        "SELECT arn, id, row_hash, missing_since FROM aws_certificates WHERE account = $1 AND arn IN (";
    store::Values values{scope.account};
    for (const ListRow& row : rows) {
        values.emplace_back(row.arn);
        sql += fmt::format("{}${}", values.size() == 2 ? "" : ", ", values.size());
    }
    std::map<std::string, KnownRow> known;
    connection.query(sql + ")", values, [&](const store::Row& row) {
        known[row.text(0)] = {row.text(1), row.text(2), !row.is_null(3)};
    });
    return known;
}

constexpr std::string_view select_list_row = R"(
    SELECT type, status, domain_name, names, key_algorithm, in_use, exported, export_option, renewal_eligibility,
        managed_by, key_pair_origin, not_before, not_after, created_at, issued_at, imported_at, revoked_at
    FROM aws_certificates WHERE id = $1)";

ListRow stored_list_row(store::Connection& connection, const std::string& id) {
    const auto row = connection.find(select_list_row, {id}, [](const store::Row& from) {
        const auto text = [&](std::size_t column) { return from.optional_text(column).value_or(""); };
        ListRow stored;
        stored.type = from.text(0);
        stored.status = from.text(1);
        stored.domain_name = from.text(2);
        stored.names = json::parse_texts(from.text(3), "stored names");
        stored.key_algorithm = from.text(4);
        stored.in_use = from.optional_boolean(5);
        stored.exported = from.optional_boolean(6);
        stored.export_option = text(7);
        stored.renewal_eligibility = text(8);
        stored.managed_by = text(9);
        stored.key_pair_origin = text(10);
        stored.not_before = from.optional_time(11);
        stored.not_after = from.optional_time(12);
        stored.created_at = from.optional_time(13);
        stored.issued_at = from.optional_time(14);
        stored.imported_at = from.optional_time(15);
        stored.revoked_at = from.optional_time(16);
        return stored;
    });
    ensure(row.has_value(), "a certificate found a moment ago is still there");
    return *row;
}

/// What the listing does not know stays as the certificate itself told it.
ListRow merged(const ListRow& stored, ListRow listed, bool is_iam) {
    if (!listed.names_complete) listed.names = stored.names;
    if (is_iam) {
        listed.domain_name = stored.domain_name;
        listed.key_algorithm = stored.key_algorithm;
        listed.not_before = stored.not_before;
    }
    return listed;
}

}  // namespace

SweepCounts& SweepCounts::operator+=(const SweepCounts& more) {
    found += more.found;
    fresh += more.fresh;
    changed += more.changed;
    missing += more.missing;
    unchanged += more.unchanged;
    return *this;
}

Sweep::Page Sweep::keep_page(store::Transaction& transaction, std::span<const ListRow> rows, Time now) const {
    Page page;
    if (rows.empty()) return page;
    const auto known = known_rows(transaction, scope_, rows);
    std::unordered_set<std::string> added;  // ARNs that this page names twice
    for (const ListRow& row : rows) {
        const std::string hash = hash_of(row);
        const auto found = known.find(row.arn);
        if (found == known.end()) {
            if (!added.insert(row.arn).second) continue;
            ++page.counts.found;
            if (const auto healed = heal(transaction, row)) {
                change(transaction, healed->id, row, hash, healed->missing, now);
                page.seen.insert(healed->id);
                ++page.counts.changed;
            } else {
                page.seen.insert(add(transaction, row, hash, now));
                ++page.counts.fresh;
            }
            continue;
        }
        const KnownRow& stored = found->second;
        if (seen_.contains(stored.id) || !page.seen.insert(stored.id).second) continue;
        ++page.counts.found;
        if (stored.hash == hash && !stored.missing) {
            ++page.counts.unchanged;
        } else {
            change(transaction, stored.id, row, hash, stored.missing, now);
            ++page.counts.changed;
        }
    }
    return page;
}

void Sweep::accept(Page page) {
    counts_ += page.counts;
    seen_.merge(page.seen);
}

constexpr std::string_view insert_row = R"(
    INSERT INTO aws_certificates (id, account, arn, region, service, type, status, domain_name, names, key_algorithm,
        in_use, exported, export_option, renewal_eligibility, managed_by, key_pair_origin, not_before, not_after,
        created_at, issued_at, imported_at, revoked_at, row_hash, details_state, pem_stale,
        first_seen_at, last_seen_at, last_changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
        'pending', TRUE, $24, $24, $24))";

std::string Sweep::add(store::Transaction& transaction, const ListRow& row, const std::string& hash,
                       Time now) const {
    const std::string id = new_id_text("crt");
    transaction->execute(insert_row, {id,
                                      scope_.account,
                                      row.arn,
                                      scope_.region,
                                      scope_.service,
                                      row.type,
                                      row.status,
                                      row.domain_name,
                                      names_json(row.names),
                                      row.key_algorithm,
                                      row.in_use,
                                      row.exported,
                                      store::or_null(row.export_option),
                                      store::or_null(row.renewal_eligibility),
                                      store::or_null(row.managed_by),
                                      store::or_null(row.key_pair_origin),
                                      row.not_before,
                                      row.not_after,
                                      row.created_at,
                                      row.issued_at,
                                      row.imported_at,
                                      row.revoked_at,
                                      hash,
                                      now});
    keep_names(transaction, id, row.domain_name, row.names);
    keep_history(transaction, id, run_, now, ChangeKind::found, {});
    return id;
}

constexpr std::string_view update_row = R"(
    UPDATE aws_certificates SET type = $2, status = $3, domain_name = $4, names = $5, key_algorithm = $6, in_use = $7,
        exported = $8, export_option = $9, renewal_eligibility = $10, managed_by = $11, key_pair_origin = $12,
        not_before = $13, not_after = $14, created_at = $15, issued_at = $16, imported_at = $17, revoked_at = $18,
        row_hash = $19, details_state = 'pending', pem_stale = pem_stale OR $20, missing_since = NULL,
        last_seen_at = $21, last_changed_at = $21
    WHERE id = $1)";

void Sweep::change(store::Transaction& transaction, const std::string& id, const ListRow& row,
                   const std::string& hash, bool was_missing, Time now) const {
    const ListRow stored = stored_list_row(transaction, id);
    const ListRow next = merged(stored, row, scope_.service == "iam");
    const auto changes = differences(to_fields(stored), to_fields(next));
    const ChangeKind kind = was_missing ? ChangeKind::reappeared : kind_of(changes);
    // Another validity, import or issue means another certificate behind the same ARN.
    const bool replaced = std::any_of(changes.begin(), changes.end(), [](const Change& change) {
        return change.field == "not_before" || change.field == "not_after" || change.field == "imported_at" ||
               change.field == "issued_at" || change.field == "status";
    });
    transaction->execute(update_row, {id,
                                      next.type,
                                      next.status,
                                      next.domain_name,
                                      names_json(next.names),
                                      next.key_algorithm,
                                      next.in_use,
                                      next.exported,
                                      store::or_null(next.export_option),
                                      store::or_null(next.renewal_eligibility),
                                      store::or_null(next.managed_by),
                                      store::or_null(next.key_pair_origin),
                                      next.not_before,
                                      next.not_after,
                                      next.created_at,
                                      next.issued_at,
                                      next.imported_at,
                                      next.revoked_at,
                                      hash,
                                      replaced,
                                      now});
    if (next.names != stored.names || next.domain_name != stored.domain_name)
        keep_names(transaction, id, next.domain_name, next.names);
    if (was_missing || !changes.empty()) keep_history(transaction, id, run_, now, kind, changes);
}

constexpr std::string_view find_without_arn = R"(
    SELECT id, missing_since FROM aws_certificates
    WHERE account = $1 AND region = $2 AND service = $3 AND arn IS NULL AND domain_name = $4
        AND COALESCE(not_after, 0) = COALESCE($5, 0)
    ORDER BY CASE WHEN missing_since IS NULL THEN 0 ELSE 1 END, id LIMIT 1)";
constexpr std::string_view give_arn = "UPDATE aws_certificates SET arn = $2, pem_stale = TRUE WHERE id = $1";

/// Rows from before ARNs were kept are recognised by place, name and expiry, and keep their history.
std::optional<Sweep::Healed> Sweep::heal(store::Transaction& transaction, const ListRow& row) const {
    auto healed = transaction->find(
        find_without_arn, {scope_.account, scope_.region, scope_.service, row.domain_name, row.not_after},
        [](const store::Row& found) {
            return Healed{found.text(0), !found.is_null(1)};
        });
    if (healed) transaction->execute(give_arn, {healed->id, row.arn});
    return healed;
}

// What another run has seen since this one began may have come after this one's listing.
constexpr std::string_view present_rows = R"(
    SELECT id FROM aws_certificates
    WHERE account = $1 AND region = $2 AND service = $3 AND missing_since IS NULL AND last_seen_at <= $4
        AND (seen_elsewhere_at IS NULL OR seen_elsewhere_at < $4))";
constexpr std::string_view last_sweep =
    "SELECT last_sweep_at FROM account_regions WHERE account = $1 AND region = $2";
constexpr std::string_view mark_missing =
    "UPDATE aws_certificates SET missing_since = $2, last_seen_at = $3, last_changed_at = $2 WHERE id = $1";
constexpr std::string_view note_sweep = R"(
    INSERT INTO account_regions (account, region, enabled, last_sweep_at) VALUES ($1, $2, TRUE, $3)
    ON CONFLICT (account, region) DO UPDATE SET enabled = TRUE, last_sweep_at = excluded.last_sweep_at)";

constexpr std::string_view count_history = R"(
    SELECT count(DISTINCT h.certificate) FROM aws_certificate_changes h
        JOIN aws_certificates c ON c.id = h.certificate
    WHERE h.run = $1 AND h.kind IN ($2, $3, $4) AND c.account = $5 AND c.region = $6 AND c.service = $7)";

SweepCounts Sweep::finish(store::Transaction& transaction, Time now, Attempt attempt) const {
    SweepCounts counts = counts_;
    std::vector<std::string> gone;
    transaction->query(present_rows, {scope_.account, scope_.region, scope_.service, begun_},
                       [&](const store::Row& row) {
                           if (!seen_.contains(row.text(0))) gone.push_back(row.text(0));
                       });
    const auto before = transaction->find(last_sweep, {scope_.account, scope_.region},
                                          [](const store::Row& row) { return row.optional_time(0); });
    for (const std::string& id : gone) {
        transaction->execute(mark_missing, {id, now, before.value_or(std::nullopt).value_or(now)});
        keep_history(transaction, id, run_, now, ChangeKind::missing, {});
    }
    counts.missing = static_cast<std::int64_t>(gone.size());
    transaction->execute(note_sweep, {scope_.account, scope_.region, now});
    if (attempt == Attempt::resumed) {
        const auto count = [&](const char* a, const char* b, const char* c) {
            return *transaction->find(count_history,
                                      {run_, a, b, c, scope_.account, scope_.region, scope_.service},
                                      [](const store::Row& row) { return row.integer(0); });
        };
        counts.fresh = count("found", "found", "found");
        counts.changed = count("changed", "renewed", "reappeared");
        counts.unchanged = counts.found - counts.fresh - counts.changed;
    }
    return counts;
}

constexpr std::string_view insert_change = R"(
    INSERT INTO aws_certificate_changes (id, certificate, run, at, kind, changes) VALUES ($1, $2, $3, $4, $5, $6))";

void keep_history(store::Transaction& transaction, const std::string& certificate, const std::string& run,
                  Time now, ChangeKind kind, const std::vector<Change>& changes) {
    transaction->execute(insert_change, {new_id_text("chg"), certificate, store::or_null(run), now,
                                         to_string(kind), to_json(changes)});
}

constexpr std::string_view delete_names = "DELETE FROM aws_certificate_names WHERE certificate = $1";
constexpr std::string_view insert_name =
    "INSERT INTO aws_certificate_names (certificate, name) VALUES ($1, $2)";

void keep_names(store::Transaction& transaction, const std::string& certificate,
                const std::string& domain_name, const std::vector<std::string>& names) {
    std::set<std::string> distinct;
    if (!domain_name.empty()) distinct.insert(ascii::lower(domain_name));
    for (const std::string& name : names) distinct.insert(ascii::lower(name));
    std::vector<store::Values> rows;
    for (const std::string& name : distinct) rows.push_back({certificate, name});
    transaction->execute(delete_names, {certificate});
    transaction->execute_each(insert_name, rows);
}

}  // namespace certwright::inventory
