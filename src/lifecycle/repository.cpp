#include "lifecycle/repository.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "crypto/digest.hpp"
#include "inventory/pems.hpp"
#include "lifecycle/certificate_row.hpp"
#include "lifecycle/facts.hpp"
#include "lifecycle/known_issuers.hpp"
#include "lifecycle/local_chain.hpp"
#include "lifecycle/renewals.hpp"
#include "lifecycle/version_row.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

[[noreturn]] void refuse_taken_name(const std::string& name) {
    throw Error{Fault::conflict, fmt::format("a certificate named {} exists already", in_quotes(name)),
                "choose another name, or bring it in as a version of that one"};
}

std::string audit_details(const Certificate& certificate) {
    return boost::json::serialize(
        json::object{{"name", certificate.settings.name},
                     {"version", certificate.current.number},
                     {"fingerprint_sha256", certificate.current.facts.fingerprint_sha256}});
}

std::string audit_details(const std::string& name, const Version& version) {
    return boost::json::serialize(json::object{{"name", name},
                                               {"version", version.number},
                                               {"origin", to_string(version.origin)},
                                               {"fingerprint_sha256", version.facts.fingerprint_sha256},
                                               {"has_key", version.has_key}});
}

std::string to_json(const std::vector<std::string>& texts) {
    return boost::json::serialize(json::from_texts(texts));
}

void check_key(const x509::Certificate& leaf, const NewVersion& version) {
    if (version.key && version.key->spki_sha256() != leaf.spki_sha256)
        throw Error{Fault::invalid,
                    fmt::format("the private key is not that of the certificate {}", in_quotes(leaf.subject)),
                    "the key must be the one the certificate was requested with"};
}

}  // namespace

constexpr std::string_view insert_certificate = R"(
    INSERT INTO certificates (id, name, name_key, owner, description, notes, revision, created_at, updated_at)
    VALUES ($1, $2, $3, '', '', '', 0, $4, $4) ON CONFLICT (name_key) DO NOTHING)";

Certificate Repository::add(store::Transaction& transaction, const Settings& settings,
                            const NewVersion& first, const inventory::Actor& actor) {
    check_settings(settings);
    const CertificateId id = CertificateId::make();
    if (transaction->execute(insert_certificate,
                             {id, settings.name, ascii::lower(settings.name), clock_.now()}) == 0)
        refuse_taken_name(settings.name);
    keep_settings(transaction, id, settings);
    make_current(transaction, id, keep_version(transaction, id, 1, first, true, actor));
    const Certificate certificate = get(transaction, id.text());
    log_.append(transaction, {actor.name, "certificate.created", id.text(),
                              audit_details(settings.name, certificate.current), actor.request_id});
    tell_of_chain(transaction, certificate, actor);
    return certificate;
}

constexpr std::string_view select_number =
    "SELECT max(number) FROM certificate_versions WHERE certificate = $1";

Arrival Repository::add_version(store::Transaction& transaction, const CertificateId& id,
                                const NewVersion& version, const inventory::Actor& actor) {
    const Certificate before = get(transaction, id.text());
    const x509::Certificate leaf = x509::parse_der(version.leaf);
    check_key(leaf, version);
    Arrival arrival;
    arrival.has_new_key = version.key && !keys_.has(transaction, leaf.spki_sha256);
    for (const Version& known : versions(transaction, id)) {
        if (known.facts.fingerprint_sha256 != leaf.fingerprint_sha256) continue;
        arrival.has_new_chain = version.issuers.size() > known.issuers.size();
        if (arrival.has_new_chain) {
            lengthen_chain(transaction, known, version, actor);
            touch(transaction, id);
            log_.append(transaction, {actor.name, "certificate.chain_added", id.text(),
                                      audit_details(before.settings.name, known), actor.request_id});
        }
        arrival.version = this->version(transaction, id, known.number);
        arrival.is_current = known.is_current;
        if (arrival.has_new_key)
            add_key(transaction, *version.key, actor);  // which tells of the chain too
        else if (arrival.has_new_chain && known.is_current && supplied_)
            supplied_(transaction, get(transaction, id.text()));
        return arrival;
    }
    arrival.is_new = true;
    arrival.is_current = leaf.not_after >= before.current.facts.not_after;
    const auto number =
        transaction->find(select_number, {id}, [](const store::Row& row) { return row.integer(0); });
    arrival.version = keep_version(transaction, id, *number + 1, version, false, actor);
    if (arrival.is_current) make_current(transaction, id, arrival.version);
    touch(transaction, id);
    arrival.version = this->version(transaction, id, arrival.version.number);
    log_.append(transaction, {actor.name, "certificate.version_added", id.text(),
                              audit_details(before.settings.name, arrival.version), actor.request_id});
    if (changed_) changed_(transaction, id);
    if (arrival.is_current && renewed_) renewed_(transaction, get(transaction, id.text()));
    if (arrival.is_current) tell_of_chain(transaction, get(transaction, id.text()), actor);
    return arrival;
}

void Repository::tell_of_chain(store::Transaction& transaction, const Certificate& certificate,
                               const inventory::Actor& actor) {
    const Version& current = certificate.current;
    if (chainless_ && current.issuers.empty() && !current.facts.is_self_signed)
        chainless_(transaction, certificate, actor);
}

constexpr std::string_view select_waiting =
    "SELECT DISTINCT certificate FROM certificate_versions WHERE spki_sha256 = $1 ORDER BY certificate";

std::vector<CertificateId> Repository::add_key(store::Transaction& transaction, const crypto::KeyPair& key,
                                               const inventory::Actor& actor) {
    const std::string spki = key.spki_sha256();
    auto waiting = transaction->list(select_waiting, {spki},
                                     [](const store::Row& row) { return row.id<CertificateId>(0); });
    if (waiting.empty() || keys_.has(transaction, spki)) return waiting;
    keys_.keep(transaction, key);
    for (const CertificateId& id : waiting) {
        touch(transaction, id);
        const Certificate certificate = get(transaction, id.text());
        log_.append(transaction, {actor.name, "certificate.key_added", id.text(), audit_details(certificate),
                                  actor.request_id});
        if (certificate.current.facts.spki_sha256 == spki && supplied_) supplied_(transaction, certificate);
    }
    return waiting;
}

/// It would replace within a minute what somebody went back to on purpose.
void Repository::end_automatic_renewal(store::Transaction& transaction, const Certificate& certificate,
                                       const inventory::Actor& actor) {
    Settings settings = certificate.settings;
    settings.renewal.is_on = false;
    keep_settings(transaction, certificate.id, settings);
    log_.append(transaction, {actor.name, "certificate.automatic_renewal_ended", certificate.id.text(),
                              audit_details(certificate), actor.request_id});
}

Certificate Repository::restore(store::Transaction& transaction, const CertificateId& id, std::int64_t number,
                                const inventory::Actor& actor) {
    const Version wanted = version(transaction, id, number);
    if (wanted.is_current) return get(transaction, id.text());
    make_current(transaction, id, wanted);
    touch(transaction, id);
    Certificate certificate = get(transaction, id.text());
    if (const auto due = due_for_renewal(certificate); due && *due <= clock_.now()) {
        end_automatic_renewal(transaction, certificate, actor);
        certificate = get(transaction, id.text());
    }
    log_.append(transaction, {actor.name, "certificate.version_restored", id.text(),
                              audit_details(certificate), actor.request_id});
    if (changed_) changed_(transaction, id);
    if (renewed_) renewed_(transaction, certificate);
    return certificate;
}

constexpr std::string_view name_is_taken = "SELECT 1 FROM certificates WHERE name_key = $1 AND id <> $2";

void Repository::change(store::Transaction& transaction, const CertificateId& id, const Settings& settings,
                        std::optional<std::int64_t> expected_revision, const inventory::Actor& actor) {
    check_settings(settings);
    const Certificate before = get(transaction, id.text());
    if (expected_revision && *expected_revision != before.revision)
        throw Error{
            Fault::conflict,
            fmt::format("certificate {} was changed in the meantime", in_quotes(before.settings.name)),
            "load it again and repeat the change"};
    if (transaction->find(name_is_taken, {ascii::lower(settings.name), id},
                          [](const store::Row&) { return true; }))
        refuse_taken_name(settings.name);
    keep_settings(transaction, id, settings);
    log_.append(transaction, {actor.name, "certificate.changed", id.text(),
                              audit_details(get(transaction, id.text())), actor.request_id});
    if (changed_) changed_(transaction, id);
}

constexpr std::string_view delete_certificate = "DELETE FROM certificates WHERE id = $1";

void Repository::remove(store::Transaction& transaction, const CertificateId& id,
                        const inventory::Actor& actor) {
    const Certificate certificate = get(transaction, id.text());
    if (removal_) removal_(transaction, certificate);
    const auto old = versions(transaction, id);
    transaction->execute(delete_certificate, {id});
    for (const Version& version : old) keys_.remove_unused(transaction, version.facts.spki_sha256);
    log_.append(transaction,
                {actor.name, "certificate.removed", id.text(), audit_details(certificate), actor.request_id});
}

std::optional<Certificate> Repository::find(store::Connection& connection,
                                            const std::string& id_or_name) const {
    static const std::string sql = fmt::format(
        "SELECT {} {} WHERE c.id = $1 OR c.name_key = $2 ORDER BY CASE WHEN c.id = $1 THEN 0 ELSE 1 END",
        certificate_columns(), certificate_tables);
    auto found = connection.list(sql, {id_or_name, ascii::lower(id_or_name)}, read_certificate);
    if (found.empty()) return std::nullopt;
    found.resize(1);
    add_pairs(connection, found);
    return std::move(found.front());
}

Certificate Repository::get(store::Connection& connection, const std::string& id_or_name) const {
    auto certificate = find(connection, id_or_name);
    if (!certificate)
        throw Error{Fault::not_found,
                    fmt::format("no certificate {} in the repository", in_quotes(id_or_name)),
                    "`certwright cert list` shows the certificates"};
    return std::move(*certificate);
}

std::vector<Version> Repository::versions(store::Connection& connection, const CertificateId& id) const {
    static const std::string sql =
        fmt::format("SELECT {} FROM certificate_versions v WHERE v.certificate = $1 ORDER BY v.number DESC",
                    version_columns);
    return connection.list(sql, {id}, [](const store::Row& row) { return read_version(row); });
}

Version Repository::version(store::Connection& connection, const CertificateId& id,
                            std::int64_t number) const {
    static const std::string sql = fmt::format(
        "SELECT {} FROM certificate_versions v WHERE v.certificate = $1 AND v.number = $2", version_columns);
    auto version =
        connection.find(sql, {id, number}, [](const store::Row& row) { return read_version(row); });
    if (!version)
        throw Error{Fault::not_found, fmt::format("the certificate has no version {}", number),
                    "`certwright cert show NAME` lists its versions"};
    return std::move(*version);
}

std::vector<Version> Repository::with_fingerprint(store::Connection& connection,
                                                  const std::string& fingerprint_sha256) const {
    static const std::string sql = fmt::format(
        "SELECT {} FROM certificate_versions v WHERE v.fingerprint_sha256 = $1 ORDER BY v.created_at, v.id",
        version_columns);
    return connection.list(sql, {fingerprint_sha256},
                           [](const store::Row& row) { return read_version(row); });
}

constexpr std::string_view select_with_names =
    "SELECT certificate FROM certificate_versions WHERE is_current AND names_sha256 = $1 ORDER BY "
    "certificate";

std::vector<CertificateId> Repository::with_names(store::Connection& connection,
                                                  const std::vector<std::string>& names) const {
    return connection.list(select_with_names, {crypto::sha256_hex(to_json(names))},
                           [](const store::Row& row) { return row.id<CertificateId>(0); });
}

constexpr std::string_view insert_version = R"(
    INSERT INTO certificate_versions (id, certificate, number, origin, source_arn, is_current, fingerprint_sha256,
        spki_sha256, serial, subject, issuer, domain_name, names, names_sha256, key_algorithm, signature_algorithm, not_before,
        not_after, is_ca, is_self_signed, chain, reaches_root, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24))";

Version Repository::keep_version(store::Transaction& transaction, const CertificateId& id,
                                 std::int64_t number, const NewVersion& given, bool is_current,
                                 const inventory::Actor& actor) {
    const x509::Certificate leaf = x509::parse_der(given.leaf);
    check_key(leaf, given);
    if (given.key) {
        add_key(transaction, *given.key, actor);  // others may have waited for it
        keys_.keep(transaction, *given.key);
    }
    const NewVersion version = with_known_issuers(transaction, given);
    remember_issuers(transaction, {Bytes{version.leaf.begin(), version.leaf.end()}}, clock_.now());
    const auto arrived = remember_issuers(transaction, version.issuers, clock_.now());
    inventory::keep_certificate(transaction, version.leaf);
    const std::string chain = inventory::keep_chain(transaction, version.issuers);
    const Facts facts = facts_of(leaf);
    const std::string names = to_json(facts.names);
    transaction->execute(insert_version, {VersionId::make(),
                                          id,
                                          number,
                                          to_string(version.origin),
                                          store::or_null(version.source_arn),
                                          is_current,
                                          facts.fingerprint_sha256,
                                          facts.spki_sha256,
                                          facts.serial,
                                          facts.subject,
                                          facts.issuer,
                                          facts.domain_name,
                                          names,
                                          crypto::sha256_hex(names),
                                          facts.key_algorithm,
                                          facts.signature_algorithm,
                                          facts.not_before,
                                          facts.not_after,
                                          facts.is_ca,
                                          facts.is_self_signed,
                                          chain,
                                          version.reaches_root,
                                          actor.name,
                                          clock_.now()});
    tell_of_authorities(transaction, leaf, arrived, actor);
    return this->version(transaction, id, number);
}

constexpr std::string_view update_chain =
    "UPDATE certificate_versions SET chain = $2, reaches_root = $3 WHERE id = $1";
constexpr std::string_view forget_chain_problem = "DELETE FROM chain_problems WHERE version = $1";

void Repository::lengthen_chain(store::Transaction& transaction, const Version& known,
                                const NewVersion& version, const inventory::Actor& actor) {
    const auto arrived = remember_issuers(transaction, version.issuers, clock_.now());
    transaction->execute(
        update_chain, {known.id, inventory::keep_chain(transaction, version.issuers), version.reaches_root});
    transaction->execute(forget_chain_problem, {known.id});
    tell_of_authorities(transaction, x509::parse_der(version.leaf), arrived, actor);
}

void Repository::tell_of_authorities(store::Transaction& transaction, const x509::Certificate& leaf,
                                     const std::vector<x509::Certificate>& others,
                                     const inventory::Actor& actor) {
    if (!authority_came_) return;
    for (const x509::Certificate& authority : others) authority_came_(transaction, authority, actor);
    if (leaf.is_ca || (leaf.is_self_signed && leaf.version < 3)) authority_came_(transaction, leaf, actor);
}

constexpr std::string_view unset_current =
    "UPDATE certificate_versions SET is_current = FALSE WHERE certificate = $1 AND is_current AND id <> $2";
constexpr std::string_view set_current = "UPDATE certificate_versions SET is_current = TRUE WHERE id = $1";
constexpr std::string_view delete_names = "DELETE FROM certificate_names WHERE certificate = $1";
constexpr std::string_view insert_name = "INSERT INTO certificate_names (certificate, name) VALUES ($1, $2)";
constexpr std::string_view forget_renewal_problem =
    "UPDATE certificates SET renewal_problem = '', renewal_tried_at = NULL WHERE id = $1";

void Repository::make_current(store::Transaction& transaction, const CertificateId& id,
                              const Version& version) {
    transaction->execute(unset_current, {id, version.id});
    transaction->execute(set_current, {version.id});
    transaction->execute(delete_names, {id});
    std::vector<store::Values> rows;
    for (const std::string& name : version.facts.names) rows.push_back({id, name});
    transaction->execute_each(insert_name, rows);
    // It was another version that could not be renewed.
    transaction->execute(forget_renewal_problem, {id});
}

constexpr std::string_view update_settings = R"(
    UPDATE certificates SET name = $2, name_key = $3, owner = $4, description = $5, notes = $6,
        revision = revision + 1, updated_at = $7, auto_renew = $8, renew_when_left = $9, renew_with_new_key = $10,
        renewal_problem = CASE WHEN $8 THEN renewal_problem ELSE '' END,
        renewal_tried_at = NULL
    WHERE id = $1)";
constexpr std::string_view delete_tags = "DELETE FROM certificate_tags WHERE certificate = $1";
constexpr std::string_view insert_tag =
    "INSERT INTO certificate_tags (certificate, tag_key, tag_value) VALUES ($1, $2, $3)";
constexpr std::string_view delete_fields = "DELETE FROM certificate_fields WHERE certificate = $1";
constexpr std::string_view insert_field =
    "INSERT INTO certificate_fields (certificate, field, value) VALUES ($1, $2, $3)";

void Repository::keep_settings(store::Transaction& transaction, const CertificateId& id,
                               const Settings& settings) {
    const auto rows = [&id](const std::map<std::string, std::string>& pairs) {
        std::vector<store::Values> values;
        for (const auto& [key, value] : pairs) values.push_back({id, key, value});
        return values;
    };
    transaction->execute(
        update_settings,
        {id, settings.name, ascii::lower(settings.name), settings.owner, settings.description, settings.notes,
         clock_.now(), settings.renewal.is_on, settings.renewal.when_left, settings.renewal.with_new_key});
    transaction->execute(delete_tags, {id});
    transaction->execute_each(insert_tag, rows(settings.tags));
    transaction->execute(delete_fields, {id});
    transaction->execute_each(insert_field, rows(settings.fields));
}

constexpr std::string_view update_revision =
    "UPDATE certificates SET revision = revision + 1, updated_at = $2 WHERE id = $1";

void Repository::touch(store::Transaction& transaction, const CertificateId& id) {
    transaction->execute(update_revision, {id, clock_.now()});
}

}  // namespace certwright::lifecycle
