#include "base/error.hpp"
#include "x509/certificate.hpp"
#include "x509/native.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_pem_size = 2 * 1024 * 1024;  // ACM's limit for a chain
constexpr std::size_t max_certificates = 100;
constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view dashes = "-----";

struct Block {
    std::string_view label;
    std::string_view body;
    std::string_view rest;  ///< what follows the block
    bool ended = false;
};

/// The next block of whatever kind (RFC 7468); text around blocks is nobody's.
std::optional<Block> next_block(std::string_view text) {
    const auto begin = text.find(begin_mark);
    if (begin == std::string_view::npos) return std::nullopt;
    text.remove_prefix(begin + begin_mark.size());
    const auto label_end = text.find(dashes);
    if (label_end == std::string_view::npos) return std::nullopt;
    Block block;
    block.label = text.substr(0, label_end);
    text.remove_prefix(label_end + dashes.size());
    // The next BEGIN bounds the search for END: a text of nothing but BEGIN lines stays linear.
    const auto next = std::min(text.find(begin_mark), text.size());
    const auto end_mark = fmt::format("-----END {}-----", block.label);
    const auto end = text.substr(0, next).find(end_mark);
    block.ended = end != std::string_view::npos;
    block.body = text.substr(0, std::min(end, next));
    block.rest = text.substr(block.ended ? end + end_mark.size() : next);
    return block;
}

bool holds_certificate(const Block& block) {
    return block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE";
}

Bytes decode_body(const Block& block, std::size_t number) {
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
    for (auto block = next_block(pem); block; block = next_block(block->rest)) {
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
    constexpr std::size_t line = 64;
    const std::string body = to_base64(der);
    std::string pem = "-----BEGIN CERTIFICATE-----\n";
    for (std::size_t at = 0; at < body.size(); at += line) pem.append(body, at, line).append("\n");
    return pem.append("-----END CERTIFICATE-----\n");
}

}  // namespace certwright::x509
