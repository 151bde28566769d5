#include "inventory/certificate_detail.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "inventory/certificate_list.hpp"
#include "inventory/pems.hpp"

namespace certwright::inventory {
namespace {

AwsCertificate get_row(store::Connection& connection, const std::string& id_or_arn) {
    auto row = find_certificate(connection, id_or_arn);
    if (!row)
        throw Error{Fault::not_found, "no AWS certificate '" + id_or_arn + "'",
                    "a discovery run may find it: `certwright discover --wait`"};
    return std::move(*row);
}

constexpr std::string_view select_chain = "SELECT chain FROM aws_certificate_details WHERE certificate = $1";

std::string stored_chain(store::Connection& connection, const std::string& id) {
    return connection.find(select_chain, {id}, [](const store::Row& row) { return row.text(0); })
        .value_or("[]");
}

x509::Certificate parse_pem(const std::string& pem) {
    return x509::parse_der(x509::pem_to_ders(pem).front());
}

}  // namespace

constexpr std::string_view select_detail =
    "SELECT detail, chain, error FROM aws_certificate_details WHERE certificate = $1";
constexpr std::string_view select_twins = R"(
    SELECT c.id, c.arn, a.id, a.name, c.region FROM aws_certificates c JOIN accounts a ON a.id = c.account
    WHERE c.fingerprint_sha256 = $1 AND c.id <> $2 AND c.missing_since IS NULL ORDER BY a.name, c.region, c.arn LIMIT 200)";

CertificateDetail get_certificate_detail(store::Connection& connection, const std::string& id_or_arn) {
    CertificateDetail detail;
    detail.row = get_row(connection, id_or_arn);
    std::string chain = "[]";
    connection.query(select_detail, {detail.row.id}, [&](const store::Row& row) {
        detail.detail = row.text(0);
        chain = row.text(1);
        detail.error = row.optional_text(2).value_or("");
    });
    const std::string& fingerprint = detail.row.fingerprint_sha256;
    if (!fingerprint.empty()) {
        if (const auto pem = find_pem(connection, fingerprint)) detail.certificate = parse_pem(*pem);
        detail.twins = connection.list(select_twins, {fingerprint, detail.row.id}, [](const store::Row& row) {
            return Twin{row.text(0), row.optional_text(1).value_or(""), AccountId{row.text(2)}, row.text(3),
                        row.text(4)};
        });
    }
    for (const std::string& pem : chain_pems(connection, chain)) detail.chain.push_back(parse_pem(pem));
    return detail;
}

CertificatePem get_certificate_pem(store::Connection& connection, const std::string& id_or_arn) {
    const AwsCertificate row = get_row(connection, id_or_arn);
    const auto pem =
        row.fingerprint_sha256.empty() ? std::nullopt : find_pem(connection, row.fingerprint_sha256);
    if (!pem)
        throw Error{
            Fault::not_found, "the certificate behind " + row.arn + " is not here",
            row.status == "PENDING_VALIDATION" ? "it is not issued yet" : "run a discovery to fetch it"};
    CertificatePem result{row.domain_name, *pem, ""};
    for (const std::string& one : chain_pems(connection, stored_chain(connection, row.id)))
        result.chain += one;
    return result;
}

constexpr std::string_view select_history = R"(
    SELECT id, run, kind, changes, at FROM aws_certificate_changes
    WHERE certificate = $1 AND ($2 = '' OR id < $2) ORDER BY id DESC LIMIT $3)";

std::vector<HistoryEntry> list_history(store::Connection& connection, const std::string& certificate,
                                       const std::string& before, std::size_t limit) {
    return connection.list(select_history, {certificate, before, static_cast<std::int64_t>(limit)},
                           [](const store::Row& row) {
                               return HistoryEntry{row.text(0), row.optional_text(1).value_or(""),
                                                   row.text(2), row.text(3), row.time(4)};
                           });
}

}  // namespace certwright::inventory
