#include "bundles.hpp"

namespace certwright::x509 {
namespace {

using test::bundle_file;
using test::ders;
using test::flaws;
using test::read;
using test::refusal;

std::string der_file(const Bytes& der) {
    return std::string{as_text(der)};
}

TEST(BundleDer, is_told_by_its_shape) {
    const test::Openssl openssl;
    openssl.write("leaf.key", bundle_file("leaf.key"));
    const auto made = [&](const std::string& command) {
        openssl(command + " -outform DER -out made.der");
        return openssl.read("made.der");
    };
    openssl("genrsa -out rsa.pem 2048");
    for (const auto& key :
         {made("pkcs8 -topk8 -nocrypt -in leaf.key"), made("ec -in leaf.key"),
          made("rsa -in rsa.pem -traditional"), made("pkcs8 -topk8 -in leaf.key -passout pass:p")}) {
        EXPECT_EQ(format_of(as_bytes(key)), FileFormat::der_key);
        EXPECT_EQ(read(key, {"p"}).keys.size(), 1U);
        EXPECT_EQ(read(to_base64(as_bytes(key)), {"p"}).keys.size(), 1U);
    }
    const std::string request = made("req -new -key leaf.key -subj /CN=x");
    EXPECT_EQ(format_of(as_bytes(request)), FileFormat::der_request);
    EXPECT_EQ(read(request).requests.size(), 1U);
    const std::string leaf = der_file(test::bundle_chain()[0]);
    EXPECT_EQ(format_of(as_bytes(leaf)), FileFormat::der_certificate);
    EXPECT_EQ(ders(read(leaf + "\r\n")), std::vector<Bytes>{test::bundle_chain()[0]});
    EXPECT_EQ(refusal(made("pkey -in leaf.key -pubout")), "cannot read \"file\": it is a public key alone");
}

TEST(BundleDer, may_hold_several_one_behind_the_other) {
    std::string all;
    for (const Bytes& der : test::bundle_chain()) all += der_file(der);
    EXPECT_EQ(ders(read(all)), test::bundle_chain());
    EXPECT_EQ(flaws(read(all + "rest")), "file: 4 bytes follow that are nothing known here\n");
}

TEST(BundleDer, that_is_cut_off_is_refused) {
    const std::string leaf = der_file(test::bundle_chain()[0]);
    for (std::size_t size = 0; size < leaf.size(); ++size)
        EXPECT_NE(refusal(leaf.substr(0, size)), "accepted") << size;
    EXPECT_EQ(refusal(leaf.substr(0, leaf.size() - 3)),
              "cannot read \"file\": it is cut off: 3 bytes are missing");
    EXPECT_EQ(refusal(leaf.substr(0, 100)),
              "cannot read \"file\": it begins as a structure in DER and is cut off");
}

TEST(BundleFile, that_is_something_else_is_called_by_its_name) {
    using namespace std::string_literals;
    for (const auto& [content, problem] :
         {std::pair{""s, "it is empty"}, std::pair{" \r\n "s, "there is nothing but blanks in it"},
          std::pair{"\n<!DOCTYPE html><p>"s, "it is an HTML page"},
          std::pair{"<HTML>"s, "it is an HTML page"},
          std::pair{"ssh-ed25519 AAAA me"s, "it is a public key of OpenSSH"},
          std::pair{"PuTTY-User-Key-File-3: x"s, "it is a private key of PuTTY"},
          std::pair{"PK\3\4..."s, "it is a ZIP archive"},
          std::pair{"\x1f\x8b\b"s, "it is compressed with gzip"},
          std::pair{"\0\0\0\2\0\0\0\x14"s, "it looks like a BKS keystore of Bouncy Castle"},
          std::pair{"{\"a\": 1}"s, "it is JSON without a PEM text in it"},
          std::pair{"hello world"s, "it is text without a PEM block"},
          std::pair{std::string(100, 'A'), "it is text without a PEM block"},
          std::pair{"\1\2\3"s, "it is in no format known here"},
          std::pair{"0\3\2\1\1"s, "it is a structure in DER, but none known here"},
          std::pair{"-----BEGIN CERTIFICATE REQUEST-----"s,
                    "the block \"CERTIFICATE REQUEST\" has no END line"}})
        EXPECT_EQ(refusal(content), std::string{"cannot read \"file\": "} + problem);
    EXPECT_EQ(format_of(as_bytes("hello")), std::nullopt);
}

TEST(BundleFile, bounds_passwords) {
    std::vector<Secret> many(33);
    EXPECT_THROW(read_file(as_bytes(bundle_file("chain.pem")), "file", many), Error);
    EXPECT_THROW(read_file(as_bytes(bundle_file("chain.pem")), "file",
                           test::passwords({std::string(1025, 'p').c_str()})),
                 Error);
}

}  // namespace
}  // namespace certwright::x509
