#include "base/error.hpp"
#include "base/pem.hpp"
#include "crypto/key_pair.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace certwright::crypto {
namespace {

const KeyPair& some_key() {
    static const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    return key;
}

Bytes some_der() {
    const Secret pem = some_key().to_pkcs8_pem();
    return from_base64(next_pem_block(pem.reveal())->body);
}

RC_GTEST_PROP(KeyProperties, a_key_is_found_between_any_words,
              (const std::string& before, const std::string& after)) {
    const std::string pem = before + "\n" + std::string{some_key().to_pkcs8_pem().reveal()} + after;
    RC_ASSERT(KeyPair::from_pem(pem).spki_sha256() == some_key().spki_sha256());
}

RC_GTEST_PROP(KeyProperties, line_breaks_may_be_anywhere, ()) {
    const Bytes der = some_der();
    std::string body = to_base64(der);
    for (const auto at :
         *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, body.size())))
        body.insert(at, *rc::gen::element("\n", "\r\n", "\n\n", " "));
    const std::string pem = "-----BEGIN PRIVATE KEY-----" + body + "-----END PRIVATE KEY-----";
    RC_ASSERT(KeyPair::from_pem(pem).spki_sha256() == some_key().spki_sha256());
}

RC_GTEST_PROP(KeyProperties, a_changed_byte_gives_an_error_or_a_key_that_works, ()) {
    Bytes der = some_der();
    const auto at = *rc::gen::inRange<std::size_t>(0, der.size());
    der[at] = static_cast<std::uint8_t>(der[at] ^ *rc::gen::inRange<int>(1, 256));
    try {
        const KeyPair key = KeyPair::from_der(der);
        RC_ASSERT(KeyPair::from_pem(key.to_pkcs8_pem().reveal()).spki_sha256() == key.spki_sha256());
    } catch (const Error& error) {
        RC_ASSERT(error.fault() == Fault::invalid);
    }
}

RC_GTEST_PROP(KeyProperties, any_password_opens_what_it_closed, ()) {
    const auto text = *rc::gen::nonEmpty<std::string>();
    const std::string pem = some_key().to_encrypted_pem(Secret{text}, {.iterations = 1});
    RC_ASSERT(KeyPair::from_pem(pem, Secret{text}).spki_sha256() == some_key().spki_sha256());
}

}  // namespace
}  // namespace certwright::crypto
