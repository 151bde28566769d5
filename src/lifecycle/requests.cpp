#include "lifecycle/requests.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "x509/request.hpp"

#include <fmt/format.h>

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
        throw Error{Fault::conflict, fmt::format("a request named {} waits already", in_quotes(made.name)),
                    "import its certificate, delete it, or choose another name"};
    keys_.keep(transaction, key);
    Request request = get(transaction, id.text());
    log_.append(transaction,
                {actor.name, "request.created", id.text(), request_details(request), actor.request_id});
    return request;
}

std::vector<Request> Requests::list(store::Connection& connection) const {
    static const std::string sql = fmt::format(
        "SELECT {} FROM certificate_requests "
        "ORDER BY CASE WHEN done_at IS NULL THEN 0 ELSE 1 END, created_at DESC, id",
        request_columns);
    return connection.list(sql, {}, read_request);
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

std::optional<Request> Requests::waiting_for(store::Connection& connection,
                                             const std::string& spki_sha256) const {
    static const std::string sql = fmt::format(
        "SELECT {} FROM certificate_requests WHERE spki_sha256 = $1 AND done_at IS NULL "
        "ORDER BY created_at DESC, id DESC",
        request_columns);
    return connection.find(sql, {spki_sha256}, read_request);
}

constexpr std::string_view finish_request =
    "UPDATE certificate_requests SET fingerprint_sha256 = $2, done_at = $3, certificate = $4 WHERE id = $1";

void Requests::finish(store::Transaction& transaction, const Certificate& certificate, const Version& version,
                      const inventory::Actor& actor) {
    while (auto request = waiting_for(transaction, version.facts.spki_sha256)) {
        request->fingerprint_sha256 = version.facts.fingerprint_sha256;
        transaction->execute(finish_request,
                             {request->id, request->fingerprint_sha256, clock_.now(), certificate.id});
        log_.append(transaction, {actor.name, "request.done", request->id.text(), request_details(*request),
                                  actor.request_id});
    }
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
