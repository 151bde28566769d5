#include "x509/bundle/pkcs12_file.hpp"

#include "base/handle.hpp"
#include "crypto/der.hpp"
#include "crypto/key_cost.hpp"
#include "crypto/legacy.hpp"
#include "x509/bundle/pkcs12_bags.hpp"
#include "x509/bundle/pkcs12_mac.hpp"
#include "x509/bundle/read_file.hpp"

#include <fmt/format.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>

namespace certwright::x509 {
namespace {

constexpr crypto::DerKind pkcs12_kind{
    .name = "the PKCS#12 structure", .hint = "export it again", .max_size = max_file_size};
constexpr std::string_view password_hint = "give the password it was exported with";

using Pkcs12 = Handle<PKCS12, PKCS12_free>;

struct SafesRelease {
    void operator()(STACK_OF(PKCS7) * safes) const noexcept { sk_PKCS7_pop_free(safes, PKCS7_free); }
};
using Safes = std::unique_ptr<STACK_OF(PKCS7), SafesRelease>;

struct BagsRelease {
    void operator()(STACK_OF(PKCS12_SAFEBAG) * bags) const noexcept {
        sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
    }
};
using Bags = std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), BagsRelease>;

bool is_encrypted(const PKCS7* safe) {
    return OBJ_obj2nid(safe->type) == NID_pkcs7_encrypted && safe->d.encrypted;
}

Bags decrypted(const PKCS7* safe, Passwords& passwords) {
    const PKCS7_ENC_CONTENT* content = safe->d.encrypted->enc_data;
    if (!content || !content->algorithm || !content->enc_data)
        throw Error{Fault::invalid, "an encrypted part of it is empty"};
    const std::int64_t cost =
        crypto::check_cost(content->algorithm) + ASN1_STRING_length(content->enc_data) / bytes_per_iteration;
    bool unsupported = false;
    auto bags = passwords.first(cost, [&](const Passwords::Candidate& password) {
        if (unsupported) return Bags{};
        Bags opened = crypto::open_with_any_cipher([&](OSSL_LIB_CTX* context) {
            return Bags{static_cast<STACK_OF(PKCS12_SAFEBAG)*>(PKCS12_item_decrypt_d2i_ex(
                content->algorithm, ASN1_ITEM_rptr(PKCS12_SAFEBAGS), password ? password->data() : nullptr,
                password ? static_cast<int>(password->size()) : 0, content->enc_data, 1, context, nullptr))};
        });
        unsupported = !opened && crypto::lacked_algorithm();
        return opened;
    });
    if (unsupported)
        throw Error{Fault::invalid,
                    fmt::format("the encryption of its certificates is not supported ({})",
                                crypto::cipher_name(content->algorithm)),
                    "export it again, with AES-256"};
    if (!bags) throw Error{Fault::invalid, passwords.refusal(), std::string{password_hint}};
    return bags;
}

Bags bags_of(PKCS7* safe, Passwords& passwords) {
    if (is_encrypted(safe)) return decrypted(safe, passwords);
    if (!PKCS7_type_is_data(safe))
        throw Error{Fault::invalid, "a part of it is encrypted for a certificate instead of a password",
                    "export it again, with a password"};
    Bags bags{PKCS12_unpack_p7data(safe)};
    if (!bags) throw Error{Fault::invalid, "a part of it is damaged"};
    return bags;
}

bool has_encrypted_part(const Safes& safes) {
    for (int i = 0; i < sk_PKCS7_num(safes.get()); ++i)
        if (is_encrypted(sk_PKCS7_value(safes.get(), i))) return true;
    return false;
}

void read(Intake& intake, BytesView ber, const std::string& place) {
    const auto file = crypto::decode_der<Pkcs12, d2i_PKCS12>(ber, pkcs12_kind);
    const Safes safes{PKCS12_unpack_authsafes(file.get())};
    if (!safes)
        throw Error{Fault::invalid, "it is PKCS#12 that is damaged, or protected by a signature",
                    "export it again, with a password"};
    if (check_integrity(file.get(), ber, intake.passwords()) == Pkcs12Integrity::failed) {
        // Whoever knows none of its passwords can open nothing, but what is not encrypted can be read.
        if (has_encrypted_part(safes))
            throw Error{Fault::invalid, intake.passwords().refusal(), std::string{password_hint}};
        intake.add_flaw(place, fmt::format("its integrity is not known: {}", intake.passwords().refusal()),
                        std::string{password_hint});
    }
    Pkcs12Bags bags{intake, place};
    for (int i = 0; i < sk_PKCS7_num(safes.get()); ++i) {
        Bags opened;
        try {
            opened = bags_of(sk_PKCS7_value(safes.get(), i), intake.passwords());
        } catch (const Error& error) {
            intake.add_flaw(fmt::format("{}, part {}", place, i + 1), error);
            continue;
        }
        bags.take_in(opened.get());
    }
}

}  // namespace

void read_pkcs12(Intake& intake, BytesView ber, const std::string& place) {
    const crypto::QuietErrors quiet;
    try {
        read(intake, ber, place);
    } catch (const Error& error) {
        intake.add_flaw(place, error);
    }
}

}  // namespace certwright::x509
