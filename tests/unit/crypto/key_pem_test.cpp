#include "base/error.hpp"
#include "crypto/key_pair.hpp"
#include "support/openssl.hpp"

#include <gtest/gtest.h>

namespace certwright::crypto {
namespace {

std::string refusal(std::string_view pem, const std::optional<Secret>& password = std::nullopt) {
    try {
        (void)KeyPair::from_pem(pem, password);
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid) << error.message();
        return error.message();
    }
    return "accepted";
}

std::string with_crlf(const std::string& text) {
    std::string changed;
    for (const char c : text) changed += c == '\n' ? "\r\n" : std::string(1, c);
    return changed;
}

/// Keys that openssl made, all of them the same pair in files of different forms.
class OpensslKeys : public testing::Test {
  protected:
    void make(const std::string& options) { openssl("genpkey -out key.pem " + options); }
    void make_ec() { make("-algorithm EC -pkeyopt ec_paramgen_curve:P-256"); }
    void make_rsa() { make("-algorithm RSA -pkeyopt rsa_keygen_bits:1024"); }
    std::string public_key() { return openssl("pkey -in key.pem -pubout -outform DER"); }

    /// Whether what openssl writes with these arguments is read as the same pair.
    void expect_read(const std::string& arguments, const std::optional<Secret>& password = std::nullopt) {
        SCOPED_TRACE(arguments);
        openssl(arguments + " -in key.pem -out form.pem");
        const std::string pem = openssl.read("form.pem");
        EXPECT_EQ(as_text(KeyPair::from_pem(pem, password).public_key_der()), public_key());
        EXPECT_EQ(as_text(KeyPair::from_pem(with_crlf(pem), password).public_key_der()), public_key());
        if (pem.find("ENCRYPTED") == std::string::npos) return;
        EXPECT_EQ(refusal(pem), "cannot read the private key: it is encrypted and no password was given");
        for (const auto* wrong : {"", "Right", "right "})
            EXPECT_EQ(refusal(pem, Secret{wrong}),
                      "cannot read the private key: the password does not open it");
    }

    test::Openssl openssl;
    const std::optional<Secret> right{Secret{"right"}};
};

TEST(KeyPem, has_no_carriage_return_within_a_header) {
    EXPECT_EQ(refusal("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,\rENCRYPTED\n\nAAAA\n"
                      "-----END RSA PRIVATE KEY-----\n"),
              "cannot read the private key: a carriage return within a header");
}

TEST_F(OpensslKeys, are_read_in_every_plain_form) {
    make_rsa();
    expect_read("pkey");
    expect_read("rsa -traditional");
    make_ec();
    expect_read("pkey");
    expect_read("ec");
    make("-algorithm ED25519");
    expect_read("pkey");
    make("-algorithm ED448");
    expect_read("pkey");
}

TEST_F(OpensslKeys, are_read_in_every_encrypted_form) {
    for (const bool is_rsa : {true, false}) {
        is_rsa ? make_rsa() : make_ec();
        for (const auto* cipher : {"-v2 aes-256-cbc", "-v2 aes-128-cbc -v2prf hmacWithSHA512", "-v2 des3",
                                   "-v2 aes-256-cbc -v2prf hmacWithSHA1 -iter 5000", "-v1 PBE-SHA1-3DES",
                                   "-scrypt", "-v2 camellia-192-cbc"})
            expect_read(std::string{"pkcs8 -topk8 -passout pass:right "} + cipher, right);
        for (const auto* cipher : {"-aes256", "-aes128", "-des3"})
            expect_read(std::string{is_rsa ? "rsa -traditional" : "ec"} + " -passout pass:right " + cipher,
                        right);
    }
}

TEST_F(OpensslKeys, are_read_in_der) {
    make_ec();
    for (const auto* arguments :
         {"pkey -outform DER", "ec -outform DER", "pkcs8 -topk8 -nocrypt -outform DER",
          "pkcs8 -topk8 -passout pass:right -outform DER"}) {
        openssl(std::string{arguments} + " -in key.pem -out key.der");
        const std::string der = openssl.read("key.der");
        EXPECT_EQ(as_text(KeyPair::from_der(as_bytes(der), right).public_key_der()), public_key())
            << arguments;
        EXPECT_THROW(KeyPair::from_der(as_bytes(der + '\0'), right), Error);
        for (std::size_t size = 0; size < der.size(); ++size)
            EXPECT_THROW(KeyPair::from_der(as_bytes(der).first(size), right), Error) << arguments << size;
    }
}

// A wrong password passes the padding once in 256 times, and must be called by its name then too.
TEST_F(OpensslKeys, say_of_every_wrong_password_that_it_is_wrong) {
    make_ec();
    openssl("pkcs8 -topk8 -iter 1 -passout pass:right -in key.pem -out pkcs8.pem");
    openssl("ec -aes128 -passout pass:right -in key.pem -out traditional.pem");
    for (const auto* name : {"pkcs8.pem", "traditional.pem"}) {
        const std::string pem = openssl.read(name);
        for (int i = 0; i < 2000; ++i)
            ASSERT_EQ(refusal(pem, Secret{std::to_string(i)}),
                      "cannot read the private key: the password does not open it");
    }
}

TEST_F(OpensslKeys, are_read_under_ciphers_that_nobody_should_use_any_more) {
    make_ec();
    for (const auto* command : {"pkcs8 -topk8 -v1 PBE-MD5-DES", "pkcs8 -topk8 -v1 PBE-SHA1-RC2-40",
                                "pkcs8 -topk8 -v1 PBE-SHA1-RC4-128", "pkcs8 -topk8 -v2 des", "ec -des"})
        expect_read(std::string{command} + " -provider legacy -provider default -passout pass:right", right);
}

TEST_F(OpensslKeys, may_stand_among_other_blocks) {
    make_ec();
    openssl("req -x509 -key key.pem -subj /CN=x -out cert.pem");
    openssl("ecparam -name prime256v1 -genkey -out both.pem");
    EXPECT_NE(openssl.read("both.pem").find("BEGIN EC PARAMETERS"), std::string::npos);
    EXPECT_EQ(KeyPair::from_pem(openssl.read("both.pem")).algorithm(), KeyAlgorithm::ec_prime256v1);
    const std::string text =
        "Bag Attributes\n" + openssl.read("cert.pem") + openssl.read("key.pem") + "words";
    EXPECT_EQ(as_text(KeyPair::from_pem(text).public_key_der()), public_key());
    EXPECT_EQ(refusal(openssl.read("cert.pem")), "the text holds no private key, but \"CERTIFICATE\"");
    EXPECT_EQ(refusal(text + openssl.read("both.pem")), "the text holds more than one private key");
}

TEST_F(OpensslKeys, may_be_labelled_wrongly_or_lack_line_breaks) {
    make_rsa();
    const std::string pem = openssl.read("key.pem");
    std::string labelled = openssl("pkey -in key.pem -traditional");
    for (auto at = labelled.find("RSA "); at != std::string::npos; at = labelled.find("RSA "))
        labelled.erase(at, 4);
    EXPECT_EQ(as_text(KeyPair::from_pem(labelled).public_key_der()), public_key());
    std::string joined;
    for (const char c : pem)
        if (c != '\n') joined += c;
    EXPECT_EQ(as_text(KeyPair::from_pem(joined).public_key_der()), public_key());
}

TEST_F(OpensslKeys, of_other_kinds_are_refused_by_name) {
    make("-algorithm X25519");
    EXPECT_EQ(refusal(openssl.read("key.pem")), "cannot read the private key: X25519 is not supported");
    make("-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024");
    EXPECT_EQ(refusal(openssl.read("key.pem")), "cannot read the private key: RSA-PSS is not supported");
    make("-algorithm RSA -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_keygen_primes:3");
    EXPECT_EQ(refusal(openssl.read("key.pem")),
              "cannot read the private key: its modulus has more than two factors");
    make("-algorithm RSA -pkeyopt rsa_keygen_bits:512");
    EXPECT_EQ(refusal(openssl.read("key.pem")), "cannot read the private key: it is RSA of 512 bits");
    make("-algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit");
    EXPECT_EQ(refusal(openssl.read("key.pem")),
              "cannot read the private key: its curve is spelled out instead of named");
    EXPECT_EQ(refusal("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"),
              "cannot read a private key of the kind \"OPENSSH PRIVATE KEY\"");
}

TEST_F(OpensslKeys, of_sizes_and_curves_without_a_name_have_no_algorithm) {
    make("-algorithm RSA -pkeyopt rsa_keygen_bits:1536");
    const KeyPair rsa = KeyPair::from_pem(openssl.read("key.pem"));
    EXPECT_EQ(rsa.algorithm(), std::nullopt);
    EXPECT_EQ(rsa.algorithm_name(), "RSA_1536");
    EXPECT_EQ(rsa.bits(), 1536);
    make("-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1");
    const KeyPair ec = KeyPair::from_pem(openssl.read("key.pem"));
    EXPECT_EQ(ec.algorithm(), std::nullopt);
    EXPECT_EQ(ec.algorithm_name(), "EC_secp256k1");
}

TEST_F(OpensslKeys, with_compressed_points_equal_those_without) {
    make_ec();
    openssl("ec -conv_form compressed -in key.pem -out form.pem");
    EXPECT_EQ(as_text(KeyPair::from_pem(openssl.read("form.pem")).public_key_der()), public_key());
}

TEST(KeyPem, refuses_a_public_part_of_another_key) {
    const test::Openssl openssl;
    for (const auto* name : {"a", "b"})
        openssl(std::string{"ecparam -name prime256v1 -genkey -noout -outform DER -out "} + name);
    const std::string a = openssl.read("a"), b = openssl.read("b");
    ASSERT_EQ(a.size(), b.size());
    constexpr std::size_t point = 65;  // the public key comes last
    const std::string forged = a.substr(0, a.size() - point) + b.substr(b.size() - point);
    EXPECT_NO_THROW(KeyPair::from_der(as_bytes(a)));
    EXPECT_THROW(KeyPair::from_der(as_bytes(forged)), Error);
}

TEST(KeyPem, refuses_texts_without_a_key) {
    for (const auto* text : {"", "nothing", "-----BEGIN PRIVATE KEY", "-----END PRIVATE KEY-----"})
        EXPECT_EQ(refusal(text), "the text holds no private key");
    EXPECT_EQ(refusal("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
              "the text holds no private key, but \"PUBLIC KEY\"");
    EXPECT_EQ(refusal("-----BEGIN PRIVATE KEY-----\nMAA="),
              "cannot read the private key: it has no END line");
}

TEST(KeyPem, refuses_damaged_bodies) {
    const auto block = [](const std::string& body) {
        return refusal("-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    };
    EXPECT_EQ(block(""), "cannot read the private key: it is empty");
    EXPECT_EQ(block("MA!="), "cannot read the private key: malformed base64");
    EXPECT_EQ(block("MAA"), "cannot read the private key: malformed base64");
    EXPECT_EQ(block("MAA=-MAA="), "cannot read the private key: malformed base64");
    EXPECT_EQ(block("MAA="), "cannot read the private key: it has no form known for keys");
    EXPECT_EQ(block(std::string(70'000, 'A')),
              "cannot read the private key: 70002 characters are more than 65536");
    EXPECT_EQ(block(std::string(40'000, 'A')),
              "cannot read the private key of 30000 bytes: the limit is 16384");
    EXPECT_EQ(block("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nMAA="),
              "cannot read the private key: its encryption is not supported (bad iv chars)");
}

TEST(KeyPem, is_bounded) {
    EXPECT_EQ(refusal(std::string(2 * 1024 * 1024 + 1, 'x')),
              "cannot read a PEM text of 2097153 bytes: the limit is 2097152");
    const KeyPair key = KeyPair::generate(KeyAlgorithm::ec_prime256v1);
    const std::string pem = key.to_encrypted_pem(Secret{"p"}, {.iterations = 1});
    EXPECT_EQ(refusal(pem, Secret{std::string(1025, 'p')}),
              "cannot read the private key: the password has more than 1024 bytes");
}

// openssl would take minutes to write such keys, so what it wrote is changed.
TEST_F(OpensslKeys, whose_password_would_cost_too_much_are_refused_at_once) {
    make_ec();
    struct Change {
        const char* options;
        std::string from, to;
    };
    for (const auto& [options, from, to] :
         {Change{"-iter 70000", "\x02\x03\x01\x11\x70", "\x02\x03\x7f\xff\xff"},
          Change{"-v1 PBE-SHA1-3DES -iter 70000", "\x02\x03\x01\x11\x70", "\x02\x03\x7f\xff\xff"},
          Change{"-scrypt -scrypt_N 16384 -scrypt_r 8 -scrypt_p 1", "\x02\x01\x08\x02\x01\x01",
                 "\x02\x01\x08\x02\x01\x7f"}}) {
        std::string der =
            openssl(std::string{"pkcs8 -topk8 -passout pass:right -in key.pem -outform DER "} + options);
        ASSERT_NO_THROW(KeyPair::from_der(as_bytes(der), right));
        der.replace(der.find(from), from.size(), to);
        try {
            (void)KeyPair::from_der(as_bytes(der), right);
            FAIL() << "accepted";
        } catch (const Error& error) {
            EXPECT_EQ(error.message(), "cannot read the private key: its password is hashed too often");
        }
    }
}

}  // namespace
}  // namespace certwright::crypto
