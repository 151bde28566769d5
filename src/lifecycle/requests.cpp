#include "lifecycle/requests.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "lifecycle/making/request_match.hpp"
#include "x509/request.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::lifecycle {
namespace {

constexpr std::string_view request_columns = R"(
    id, name, certificate, spki_sha256, subject, names, key_algorithm, pem, fingerprint_sha256, created_by, created_at,
    done_at)";

Request read_request(const store::Row& row) {
    Request request;
    request.id = row.id<RequestId>(0);
    request.name = row.text(1);
    if (const auto certificate = row.optional_text(2)) request.certificate = CertificateId{*certificate};
    request.spki_sha256 = row.text(3);
    request.subject = row.text(4);
    request.names = json::parse_texts(row.text(5), "stored names");
    request.key_algorithm = row.text(6);
    request.pem = row.text(7);
    request.fingerprint_sha256 = row.optional_text(8).value_or("");
    request.created_by = row.text(9);
    request.created_at = row.time(10);
    request.done_at = row.optional_time(11);
    return request;
}

std::string request_details(const Request& request) {
    return boost::json::serialize(json::object{{"name", request.name},
                                               {"subject", request.subject},
                                               {"spki_sha256", request.spki_sha256},
                                               {"fingerprint_sha256", request.fingerprint_sha256}});
}

std::string names_in_json(const std::vector<x509::AlternativeName>& names) {
    std::vector<std::string> texts;
    for (const x509::AlternativeName& name : names) texts.push_back(name.value);
    return boost::json::serialize(json::from_texts(texts));
}

}  // namespace

constexpr std::string_view insert_request = R"(
    INSERT INTO certificate_requests (id, name, name_key, certificate, spki_sha256, subject, names, key_algorithm, pem,
        created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (name_key) WHERE done_at IS NULL DO NOTHING)";

Request Requests::add(store::Transaction& transaction, const NewRequest& made, const crypto::KeyPair& key,
                      const inventory::Actor& actor) {
    Settings settings;
    settings.name = made.name;
    check_settings(settings);
    const x509::Request content = x509::parse_request(made.der);
    const RequestId id = RequestId::make();
    if (transaction->execute(insert_request,
                             {id, made.name, ascii::lower(made.name), made.certificate, content.spki_sha256,
                              content.subject, names_in_json(content.names), content.key_algorithm,
                              x509::request_to_pem(made.der), actor.name, clock_.now()}) == 0)
        throw Error{
            Fault::conflict, fmt::format("a request named {} waits already", in_quotes(made.name)),
            "import its certificate, withdraw it (`certwright cert withdraw`), or choose another name"};
    keys_.keep(transaction, key);
    Request request = get(transaction, id.text());
    log_.append(transaction,
                {actor.name, "request.created", id.text(), request_details(request), actor.request_id});
    return request;
}

RequestPage Requests::page(store::Connection& connection, const std::optional<RequestCursor>& after,
                           std::size_t limit) const {
    // As the index of 0017_issuers.sql has it. SQLite begins in the midst of one only for a comparison of its
    // first column alone.
    constexpr std::string_view waits = "(CASE WHEN done_at IS NULL THEN 1 ELSE 0 END)";
    static const std::string sql = fmt::format(
        "SELECT {0} FROM certificate_requests WHERE {1} <= $1 AND ({1}, created_at, id) < ($1, $2, $3) "
        "ORDER BY {1} DESC, created_at DESC, id DESC LIMIT $4",
        request_columns, waits);
    const RequestCursor from = after.value_or(RequestCursor{true, Time::max(), {}});
    RequestPage page;
    page.rows = connection.list(
        sql, {from.waits ? 1 : 0, from.created_at, from.id, static_cast<std::int64_t>(limit + 1)},
        read_request);
    if (page.rows.size() > limit) {
        page.rows.pop_back();
        const Request& last = page.rows.back();
        page.next = RequestCursor{!last.done_at, last.created_at, last.id.text()};
    }
    return page;
}

std::int64_t Requests::count(store::Connection& connection) const {
    return *connection.find("SELECT count(*) FROM certificate_requests", {},
                            [](const store::Row& row) { return row.integer(0); });
}

Request Requests::get(store::Connection& connection, const std::string& id_or_name) const {
    static const std::string sql = fmt::format(
        "SELECT {} FROM certificate_requests WHERE id = $1 OR (name_key = $2 AND done_at IS NULL) "
        "ORDER BY CASE WHEN id = $1 THEN 0 ELSE 1 END",
        request_columns);
    auto found = connection.find(sql, {id_or_name, ascii::lower(id_or_name)}, read_request);
    if (!found)
        throw Error{Fault::not_found, fmt::format("no request {} waits", in_quotes(id_or_name)),
                    "`certwright cert requests` shows them"};
    return std::move(*found);
}

std::optional<Request> Requests::waiting_for(store::Connection& connection, const x509::Certificate& came,
                                             const std::string& name) const {
    static const std::string sql = fmt::format(
        "SELECT {} FROM certificate_requests r WHERE r.spki_sha256 = $1 AND r.done_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM certificate_versions v WHERE v.fingerprint_sha256 = $2 "
        "AND v.created_at <= r.created_at) ORDER BY r.created_at DESC, r.id DESC",
        request_columns);
    std::optional<Request> best;
    std::pair<bool, int> best_place;
    for (Request& request : connection.list(sql, {came.spki_sha256, came.fingerprint_sha256}, read_request)) {
        const auto distance = distance_between(x509::parse_request(as_bytes(request.pem)), came);
        if (!distance) continue;
        const std::pair place{ascii::lower(request.name) != ascii::lower(name), *distance};
        if (best && best_place <= place) continue;
        best_place = place;
        best = std::move(request);
    }
    return best;
}

std::vector<std::string> Requests::waiting_with_key(store::Connection& connection,
                                                    const std::string& spki_sha256) const {
    return connection.list(
        "SELECT name FROM certificate_requests WHERE spki_sha256 = $1 AND done_at IS NULL ORDER BY name_key",
        {spki_sha256}, [](const store::Row& row) { return row.text(0); });
}

constexpr std::string_view finish_request =
    "UPDATE certificate_requests SET fingerprint_sha256 = $2, done_at = $3, certificate = $4 WHERE id = $1";

void Requests::finish(store::Transaction& transaction, Request request, const Certificate& certificate,
                      const Version& version, const inventory::Actor& actor) {
    request.fingerprint_sha256 = version.facts.fingerprint_sha256;
    transaction->execute(finish_request,
                         {request.id, request.fingerprint_sha256, clock_.now(), certificate.id});
    log_.append(transaction,
                {actor.name, "request.done", request.id.text(), request_details(request), actor.request_id});
}

constexpr std::string_view delete_request = "DELETE FROM certificate_requests WHERE id = $1";

void Requests::remove(store::Transaction& transaction, const RequestId& id, const inventory::Actor& actor) {
    const Request request = get(transaction, id.text());
    transaction->execute(delete_request, {id});
    keys_.remove_unused(transaction, request.spki_sha256);
    log_.append(transaction,
                {actor.name, "request.removed", id.text(), request_details(request), actor.request_id});
}

}  // namespace certwright::lifecycle
