#include "inventory/pems.hpp"

#include "base/json.hpp"
#include "x509/certificate.hpp"

namespace certwright::inventory {

constexpr std::string_view insert_pem = R"(
    INSERT INTO certificate_pems (fingerprint_sha256, pem) VALUES ($1, $2) ON CONFLICT (fingerprint_sha256) DO NOTHING)";

std::string keep_certificate(store::Transaction& transaction, BytesView der) {
    std::string fingerprint = x509::fingerprint_sha256(der);
    transaction->execute(insert_pem, {fingerprint, x509::der_to_pem(der)});
    return fingerprint;
}

std::string keep_chain(store::Transaction& transaction, const std::vector<Bytes>& chain) {
    json::array fingerprints;
    for (const Bytes& der : chain) fingerprints.emplace_back(keep_certificate(transaction, der));
    return boost::json::serialize(fingerprints);
}

constexpr std::string_view select_pem = "SELECT pem FROM certificate_pems WHERE fingerprint_sha256 = $1";

std::optional<std::string> find_pem(store::Connection& connection, const std::string& fingerprint_sha256) {
    return connection.find(select_pem, {fingerprint_sha256},
                           [](const store::Row& row) { return row.text(0); });
}

std::vector<std::string> chain_pems(store::Connection& connection, const std::string& chain) {
    std::vector<std::string> pems;
    for (const std::string& fingerprint : json::parse_texts(chain, "a stored chain"))
        if (auto pem = find_pem(connection, fingerprint)) pems.push_back(std::move(*pem));
    return pems;
}

}  // namespace certwright::inventory
