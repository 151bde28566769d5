#include "bundles.hpp"
#include "x509/bundle/read_file.hpp"

namespace certwright::x509 {
namespace {

using test::bundle_file;
using test::ders;
using test::expect_whole;
using test::flaws;
using test::read;
using test::refusal;

/// Files that openssl exports with other options each.
class BundlePkcs12 : public testing::Test {
  protected:
    void SetUp() override {
        openssl.write("leaf.key", bundle_file("leaf.key"));
        openssl.write("chain.pem", bundle_file("chain.pem"));
    }
    std::string exported(const std::string& options, const std::string& password = "right") {
        openssl(
            "pkcs12 -export -provider legacy -provider default -inkey leaf.key -in chain.pem -out a.p12 " +
            options + " -passout 'pass:" + password + "'");
        return openssl.read("a.p12");
    }
    test::Openssl openssl;
};

TEST_F(BundlePkcs12, is_read_under_every_cipher) {
    for (const auto* options :
         {"", "-legacy", "-descert", "-macalg sha512", "-macalg md5", "-iter 1 -maciter", "-nomaciter",
          "-nomac", "-certpbe NONE -keypbe NONE", "-certpbe NONE", "-keypbe NONE",
          "-certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-RC2-128",
          "-certpbe PBE-SHA1-RC4-40 -keypbe PBE-SHA1-RC4-128", "-certpbe PBE-SHA1-2DES -keypbe PBE-SHA1-3DES",
          "-certpbe AES-128-CBC -keypbe AES-192-CBC", "-certpbe CAMELLIA-256-CBC -keypbe ARIA-256-CBC",
          "-certpbe DES-CBC -keypbe DES-EDE3-CBC", "-LMK -CSP Windows"}) {
        SCOPED_TRACE(options);
        const std::string file = exported(options);
        EXPECT_EQ(format_of(as_bytes(file)), FileFormat::pkcs12);
        expect_whole(read(file, {"right"}));
        expect_whole(read(file, {"wrong", "Right", "right"}));
        expect_whole(read(to_base64(as_bytes(file)), {"right"}));
    }
}

TEST_F(BundlePkcs12, says_when_no_password_fits) {
    for (const auto* options : {"", "-legacy", "-nomac -certpbe AES-128-CBC -keypbe PBE-SHA1-RC4-128"}) {
        const std::string file = exported(options);
        EXPECT_EQ(refusal(file, {"wrong"}), "cannot read \"file\": the password does not open it");
        EXPECT_EQ(refusal(file), "cannot read \"file\": it is encrypted and no password was given");
    }
    const auto unsure = read(exported("-certpbe NONE"), {"wrong"});
    EXPECT_EQ(unsure.certificates.size(), 3U);
    EXPECT_EQ(flaws(unsure),
              "file: its integrity is not known: the password does not open it\n"
              "file, bag 4: cannot read the private key: the password does not open it\n");
}

TEST_F(BundlePkcs12, knows_the_empty_password_and_none) {
    for (const auto* options : {"", "-legacy"}) {
        expect_whole(read(exported(options, "")));
        expect_whole(read(exported(options, ""), {"another"}));
    }
    expect_whole(read(bundle_file("no_password.p12")));
    expect_whole(read(bundle_file("no_password.p12"), {"another"}));
}

TEST_F(BundlePkcs12, knows_the_mac_of_rfc_9579) {
    const std::string file = bundle_file("pbmac1.p12");
    expect_whole(read(file, {"wrong", "changeit"}));
    EXPECT_EQ(refusal(file, {"wrong"}), "cannot read \"file\": the password does not open it");
}

TEST_F(BundlePkcs12, knows_passwords_beyond_ascii) {
    for (const auto* options : {"", "-legacy"})
        for (const auto* password : {"pässwörd", "пароль", "密码🔑"})
            expect_whole(read(exported(options, password), {password}));
    // What OpenSSL before 1.1.0 made of "ä" in UTF-8: two characters.
    expect_whole(read(exported("-legacy", "\xC3\x83\xC2\xA4"), {"ä"}));
}

TEST_F(BundlePkcs12, may_have_two_passwords) {
    openssl("pkcs12 -export -inkey leaf.key -in chain.pem -out two.p12 -passout pass:inner");
    const std::string inner = openssl.read("two.p12");
    openssl("pkcs8 -topk8 -in leaf.key -passout pass:key -out sealed.pem");
    const auto both = read(openssl.read("sealed.pem") + bundle_file("chain.pem"), {"mac", "key"});
    expect_whole(both);
    expect_whole(read(inner, {"mac", "key", "inner"}));
}

TEST_F(BundlePkcs12, names_entries_by_their_friendly_names) {
    const auto material = read(exported("-name 'Läden €' -caname first"), {"right"});
    expect_whole(material);
    EXPECT_EQ(material.keys[0].origin.alias, "Läden €");
    EXPECT_EQ(material.keys[0].origin.place, "file, entry \"Läden €\"");
}

TEST(BundlePkcs12Files, of_java_are_read) {
    for (const auto* name : {"java.p12", "java_legacy.p12"}) {
        SCOPED_TRACE(name);
        const auto material = read(bundle_file(name), {"changeit"}, "java.p12");
        ASSERT_EQ(material.keys.size(), 1U);
        EXPECT_EQ(material.keys[0].key.spki_sha256(), test::leaf_key().spki_sha256());
        EXPECT_EQ(material.keys[0].origin.alias, "web");
        EXPECT_EQ(material.certificates.size(), 5U);  // the chain, and both authorities by themselves
        EXPECT_EQ(flaws(material),
                  std::string_view{name} == "java.p12"
                      ? "java.p12, entry \"a-secret\": it is a secret that is no private key\n"
                      : "");
    }
}

TEST(BundlePkcs12Files, are_read_in_the_ber_of_windows) {
    const std::string file = bundle_file("windows.pfx");
    EXPECT_EQ(format_of(as_bytes(file)), FileFormat::pkcs12);
    expect_whole(read(file, {"changeit"}));
    const std::string pkcs7 = bundle_file("windows.p7b");
    EXPECT_EQ(format_of(as_bytes(pkcs7)), FileFormat::pkcs7);
    EXPECT_EQ(ders(read(pkcs7)), test::bundle_chain());
    EXPECT_EQ(ders(read(to_base64(as_bytes(pkcs7)))), test::bundle_chain());
}

TEST_F(BundlePkcs12, that_is_cut_off_or_costs_too_much_is_refused) {
    const std::string file = exported("-iter 1 -nomaciter");
    for (std::size_t size = 0; size < file.size(); size += 3)
        EXPECT_NE(refusal(file.substr(0, size), {"right"}), "accepted") << size;
    const std::string costly = exported("-iter 70000");
    const auto at = costly.find("\x02\x03\x01\x11\x70");
    ASSERT_NE(at, std::string::npos);
    std::string changed = costly;
    changed.replace(costly.rfind("\x02\x03\x01\x11\x70"), 5, "\x02\x03\x7f\xff\xff");
    EXPECT_EQ(refusal(changed, {"right"}),
              "cannot read \"file\": the password of its MAC is hashed too often");
    const auto limited = [&] {
        (void)read_file(as_bytes(costly), "file", test::passwords({"a", "b", "right"}), {.work = 200'000});
    };
    EXPECT_THROW(limited(), Error);
}

}  // namespace
}  // namespace certwright::x509
