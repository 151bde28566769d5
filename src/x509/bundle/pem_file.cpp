#include "x509/bundle/pem_file.hpp"

#include "base/ascii.hpp"
#include "base/pem.hpp"
#include "base/utf8.hpp"
#include "crypto/key_block.hpp"
#include "crypto/key_decryption.hpp"
#include "x509/bundle/der_file.hpp"
#include "x509/bundle/der_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_blocks = 10'000;

/// What is written beside keys and certificates, and says nothing about them.
constexpr std::array<std::string_view, 4> parameters{"EC PARAMETERS", "DH PARAMETERS", "X9.42 DH PARAMETERS",
                                                     "DSA PARAMETERS"};

struct ForeignLabel {
    std::string_view part;  ///< of the label
    std::string_view what, hint;
};
constexpr std::array foreign_labels{
    ForeignLabel{"OPENSSH PRIVATE KEY", "it is a private key in OpenSSH's own form",
                 "convert a copy of it: ssh-keygen -p -m PKCS8 -f COPY"},
    ForeignLabel{"SSH2", "it is a key of SSH", "give the certificate and its private key"},
    ForeignLabel{"PGP", "it is a block of PGP, which has nothing to do with X.509",
                 "give the certificate and its private key"},
    ForeignLabel{"X509 CRL", "it is a certificate revocation list", "give the certificate itself"},
    ForeignLabel{"PUBLIC KEY", "it is a public key alone", "give the private key, or the certificate"},
};

bool is_private(std::string_view label) {
    return label.find("PRIVATE KEY") != std::string_view::npos;
}

/// The last friendlyName of "Bag Attributes".
std::string friendly_name_in(std::string_view text) {
    constexpr std::string_view mark = "friendlyName:";
    const auto at = text.rfind(mark);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + mark.size());
    const auto name = ascii::trimmed(text.substr(0, text.find('\n')));
    return is_storable_text(name) ? std::string{name} : std::string{};
}

void take_in_traditional(Intake& intake, const crypto::KeyBlock& block, const Origin& origin) {
    // MD5 once: the cost is that of decrypting.
    const auto opened = intake.passwords().first(0, [&](const Passwords::Candidate& password) {
        return crypto::open_traditional(block.headers, block.content, password.value_or(""));
    });
    if (!opened)
        throw Error{Fault::invalid,
                    fmt::format("cannot read the private key: {}", intake.passwords().refusal()),
                    intake.passwords().hint("the key")};
    read_structure(intake, as_bytes(opened->reveal()), origin);
}

void take_in_private(Intake& intake, std::string_view body, const Origin& origin) {
    const crypto::KeyBlock block = crypto::decode_key_block(body);
    if (!block.headers.empty()) return take_in_traditional(intake, block, origin);
    read_structure(intake, as_bytes(block.content.reveal()), origin);
}

void take_in_public(Intake& intake, const PemBlock& block, const Origin& origin) {
    Bytes der = from_base64(block.body);
    if (block.label == "TRUSTED CERTIFICATE") {  // openssl's trust settings follow
        const auto certificate = first_element(der);
        der.resize(certificate ? der.size() - certificate->rest.size() : der.size());
    }
    read_structure(intake, der, origin);
}

void take_in(Intake& intake, const PemBlock& block, const Origin& origin) {
    if (std::ranges::find(parameters, block.label) != parameters.end()) return;
    for (const ForeignLabel& foreign : foreign_labels)
        if (block.label.find(foreign.part) != std::string_view::npos)
            return intake.add_flaw(origin.place, std::string{foreign.what}, std::string{foreign.hint});
    try {
        if (!block.ended)
            throw Error{Fault::invalid, fmt::format("the block {} has no END line", in_quotes(block.label)),
                        "give the whole block"};
        is_private(block.label) ? take_in_private(intake, block.body, origin)
                                : take_in_public(intake, block, origin);
    } catch (const Error& error) {
        intake.add_flaw(origin.place, error);
    }
}

}  // namespace

bool holds_pem(std::string_view text) {
    return next_pem_block(text).has_value();
}

void read_pem(Intake& intake, std::string_view text, const std::string& place) {
    std::size_t number = 0;
    for (auto block = next_pem_block(text); block; block = next_pem_block(text)) {
        if (++number > max_blocks)
            throw Error{Fault::invalid, fmt::format("it holds more than {} PEM blocks", max_blocks)};
        const auto in_front = static_cast<std::size_t>(block->label.data() - text.data());
        take_in(intake, *block,
                {.place = fmt::format("{}, block {}", place, number),
                 .alias = friendly_name_in(text.substr(0, in_front))});
        text = block->rest;
    }
}

}  // namespace certwright::x509
