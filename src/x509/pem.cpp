#include "base/pem.hpp"

#include "base/error.hpp"
#include "x509/certificate.hpp"
#include "x509/native.hpp"

#include <fmt/format.h>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_certificates = 100;

bool holds_certificate(const PemBlock& block) {
    return block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE";
}

Bytes decode_body(const PemBlock& block, std::size_t number) {
    const auto attempt = fmt::format("cannot read certificate {} of the PEM text", number);
    if (!block.ended) throw Error{Fault::invalid, attempt + ": it has no END line"};
    try {
        Bytes der = from_base64(block.body);
        if (der.empty()) throw Error{Fault::invalid, "it is empty"};
        if (der.size() > max_der_size)
            throw Error{Fault::invalid, fmt::format("{} bytes are more than {}", der.size(), max_der_size)};
        return der;
    } catch (Error& error) {
        throw std::move(error).within(attempt);
    }
}

}  // namespace

std::vector<Bytes> pem_to_ders(std::string_view pem) {
    if (pem.size() > max_pem_size)
        throw Error{Fault::invalid, fmt::format("cannot read a PEM text of {} bytes: the limit is {}",
                                                pem.size(), max_pem_size)};
    std::vector<Bytes> ders;
    for (auto block = next_pem_block(pem); block; block = next_pem_block(block->rest)) {
        if (!holds_certificate(*block)) continue;
        if (ders.size() == max_certificates)
            throw Error{Fault::invalid,
                        fmt::format("cannot read a PEM text of more than {} certificates", max_certificates)};
        ders.push_back(decode_body(*block, ders.size() + 1));
    }
    if (ders.empty())
        throw Error{Fault::invalid, "the text holds no PEM certificate",
                    "it must contain -----BEGIN CERTIFICATE----- and its END line"};
    return ders;
}

std::string der_to_pem(BytesView der) {
    return to_pem("CERTIFICATE", der);
}

}  // namespace certwright::x509
