#include "bundles.hpp"
#include "crypto/digest.hpp"
#include "x509/bundle/utf16.hpp"

namespace certwright::x509 {
namespace {

using test::bundle_file;
using test::ders;
using test::flaws;
using test::read;
using test::refusal;

TEST(BundleJava, keystores_are_read) {
    for (const auto& [name, format] :
         {std::pair{"java.jks", FileFormat::jks}, std::pair{"java.jceks", FileFormat::jceks}}) {
        SCOPED_TRACE(name);
        const std::string file = bundle_file(name);
        EXPECT_EQ(format_of(as_bytes(file)), format);
        const auto material = read(file, {"wrong", "changeit"}, name);
        ASSERT_EQ(material.keys.size(), 1U);
        EXPECT_EQ(material.keys[0].key.spki_sha256(), test::leaf_key().spki_sha256());
        EXPECT_EQ(material.keys[0].origin.alias, "web");
        EXPECT_EQ(material.keys[0].origin.place, std::string{name} + ", entry \"web\"");
        EXPECT_EQ(material.certificates.size(), 5U);
        EXPECT_EQ(
            flaws(material),
            format == FileFormat::jceks
                ? "java.jceks, entry \"a-secret\": it is a secret key, which belongs to no certificate\n"
                : "");
    }
}

TEST(BundleJava, keys_may_have_a_password_of_their_own) {
    const std::string file = bundle_file("key_password.jks");
    EXPECT_EQ(flaws(read(file, {"changeit", "another one"})), "");
    EXPECT_EQ(flaws(read(file, {"changeit"})),
              "file, entry \"web\": cannot read the private key: the password does not open it\n");
}

TEST(BundleJava, keystores_without_their_password_still_have_certificates) {
    const auto material = read(bundle_file("java.jks"), {"wrong"});
    EXPECT_EQ(material.certificates.size(), 5U);
    EXPECT_TRUE(material.keys.empty());
    EXPECT_EQ(flaws(material),
              "file: its integrity is not known: the password does not open it, or it was changed\n"
              "file, entry \"web\": cannot read the private key: the password does not open it\n");
}

TEST(BundleJava, passwords_and_names_may_be_beyond_ascii) {
    const auto material = read(bundle_file("trust.jks"), {"pässwörd € 🔑"});
    EXPECT_EQ(flaws(material), "");
    ASSERT_EQ(material.certificates.size(), 1U);
    EXPECT_EQ(material.certificates[0].origin.alias, "straße 🔑");
}

TEST(BundleJava, keystores_of_version_1_have_no_types_of_certificates) {
    const Bytes der = test::bundle_chain()[0];
    std::string body{"\xFE\xED\xFE\xED\0\0\0\1\0\0\0\1\0\0\0\2\0\1a\0\0\0\0\0\0\0\0\0\0", 29};
    body += static_cast<char>(der.size() >> 8);
    body += static_cast<char>(der.size() & 0xFF);
    body += as_text(der);
    const Secret password = utf16_of("changeit");
    const auto digest =
        crypto::sha1({as_bytes(password.reveal()), as_bytes("Mighty Aphrodite"), as_bytes(body)});
    const auto material = read(body + std::string{as_text(digest)}, {"changeit"});
    EXPECT_EQ(flaws(material), "");
    EXPECT_EQ(ders(material), std::vector<Bytes>{der});
}

TEST(BundleJava, keystores_that_are_cut_off_give_what_is_in_front) {
    // Hashing the password of JCEKS takes its time.
    for (const auto& [name, step] : {std::pair{"java.jks", 3}, std::pair{"java.jceks", 97}}) {
        const std::string file = bundle_file(name);
        for (std::size_t size = 4; size < file.size(); size += static_cast<std::size_t>(step)) {
            try {
                EXPECT_FALSE(read(file.substr(0, size), {"changeit"}).flaws.empty()) << size;
            } catch (const Error& error) {
                EXPECT_EQ(error.fault(), Fault::invalid);
            }
        }
    }
    EXPECT_EQ(refusal("\xFE\xED\xFE\xED"), "cannot read \"file\": it ends too early");
}

TEST(BundleJava, text_is_utf8_with_a_difference) {
    using namespace std::string_view_literals;
    for (const auto text : {"web"sv, "Straße"sv, "密码"sv, "a🔑b"sv, "nul\0nul"sv, ""sv})
        EXPECT_EQ(from_modified_utf8(to_modified_utf8(text)), text);
    EXPECT_EQ(to_modified_utf8("🔑"), "\xED\xA0\xBD\xED\xB4\x91");
    EXPECT_EQ(to_modified_utf8("\0"sv), "\xC0\x80");
    EXPECT_EQ(from_modified_utf8("\xED\xA0\xBDx\xED\xB4\x91\xFF"), "\uFFFDx\uFFFD\uFFFD");
    EXPECT_EQ(from_utf16_units(as_bytes(utf16_of("aä€🔑").reveal())), "aä€🔑");
    EXPECT_EQ(utf16_of("ä🔑").reveal(), "\0\xE4\xD8\x3D\xDD\x11"sv);
    EXPECT_EQ(utf16_of("\xE4").reveal(), "\0\xE4"sv);
}

}  // namespace
}  // namespace certwright::x509
