#include "aws/acm_import.hpp"
#include "aws/credentials/static_credentials.hpp"
#include "aws/iam_change.hpp"
#include "support/moto_server.hpp"
#include "support/openssl.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::aws {
namespace {

/// What changes certificates, against a moto of its own, with material that the openssl command line made.
struct CertificateChanges : testing::Test {
    CertificateChanges() {
        openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.pem");
        issue("one");
        issue("two");
    }
    void issue(const std::string& name) {
        openssl("req -newkey rsa:2048 -nodes -subj /CN=shop.example.com -keyout " + name + ".key -out " +
                name + ".csr");
        openssl("x509 -req -in " + name + ".csr -CA ca.pem -CAkey ca.key -days 2 -CAcreateserial -out " +
                name + ".pem");
    }
    acm::Import import(const std::string& name, const Secret& key, std::string arn = {},
                       acm::Tags tags = {}) const {
        return {.certificate = openssl.read(name + ".pem"),
                .chain = openssl.read("ca.pem"),
                .private_key = key,
                .arn = std::move(arn),
                .tags = std::move(tags)};
    }
    Secret key(const std::string& name) const { return Secret{openssl.read(name + ".key")}; }

    test::Openssl openssl;
    test::MotoServer moto;
    std::unique_ptr<net::Transport> transport = net::make_curl_transport();
    SystemClock clock;
    QuotaBook quotas{clock, 100};
    Metrics metrics;
    StaticCredentials credentials{
        {.access_key_id = "AK", .secret_access_key = Secret{"SK"}, .session_token = {}, .expires_at = {}}};
    Client client{*transport, credentials, quotas, clock, metrics, Site{.endpoint_url = moto.url()}, "test"};
    const CallContext context;
    const std::string region = "eu-west-1";
};

/// PEM with and without a final line end is the same.
std::string trimmed(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

TEST_F(CertificateChanges, import_replace_tag_and_delete_in_acm) {
    const Secret first = key("one"), second = key("two");
    const std::string arn =
        acm::import_certificate(client, region, import("one", first, {}, {{"team", "edge"}}), context).take();
    const auto held = acm::get_certificate(client, region, arn, context).take();
    EXPECT_EQ(trimmed(held.certificate), trimmed(openssl.read("one.pem")));
    // moto puts a root of Amazon behind every chain.
    EXPECT_TRUE(held.chain.starts_with(trimmed(openssl.read("ca.pem"))));
    EXPECT_EQ(acm::list_tags(client, region, arn, context).take(), (acm::Tags{{"team", "edge"}}));

    EXPECT_EQ(acm::import_certificate(client, region, import("two", second, arn), context).take(), arn);
    EXPECT_EQ(trimmed(acm::get_certificate(client, region, arn, context).take().certificate),
              trimmed(openssl.read("two.pem")));

    acm::add_tags(client, region, arn, {{"a", "1"}, {"b", "2"}}, context).take();
    acm::remove_tags(client, region, arn, {"team", "a"}, context).take();
    const auto tags = acm::list_tags(client, region, arn, context).take();
    EXPECT_TRUE(tags.contains("b"));
    EXPECT_FALSE(tags.contains("a"));

    acm::delete_certificate(client, region, arn, context).take();
    EXPECT_EQ(acm::get_certificate(client, region, arn, context).failure().kind, FailureKind::not_found);
    EXPECT_TRUE(acm::delete_certificate(client, region, arn, context));
}

TEST_F(CertificateChanges, are_refused_without_the_key_in_the_words) {
    const Secret other = key("two"),
                 broken{"-----BEGIN PRIVATE KEY-----\nbroken\n-----END PRIVATE KEY-----\n"};
    auto content = import("one", broken);
    const auto outcome = acm::import_certificate(client, region, content, context);
    ASSERT_FALSE(outcome);
    EXPECT_FALSE(may_have_happened(outcome.failure())) << outcome.failure().text();
    content.certificate = "no certificate";
    EXPECT_FALSE(acm::import_certificate(client, region, content, context));
    const auto missing = acm::import_certificate(
        client, region, import("two", other, "arn:aws:acm:eu-west-1:123456789012:certificate/none"), context);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.failure().kind, FailureKind::not_found) << missing.failure().text();
}

TEST_F(CertificateChanges, upload_tag_and_delete_in_iam) {
    const Secret secret = key("one");
    const iam::Upload upload{.name = "shop+1=2",
                             .path = "/cloudfront/shop/",
                             .certificate = openssl.read("one.pem"),
                             .chain = openssl.read("ca.pem"),
                             .private_key = secret,
                             .tags = {}};
    const auto uploaded = iam::upload_server_certificate(client, upload, context).take();
    EXPECT_EQ(uploaded.name, "shop+1=2");
    EXPECT_EQ(uploaded.path, "/cloudfront/shop/");
    const auto held = iam::get_server_certificate(client, "shop+1=2", context).take();
    EXPECT_EQ(trimmed(held.pem.certificate), trimmed(openssl.read("one.pem")));
    EXPECT_EQ(held.metadata.arn, uploaded.arn);
    EXPECT_EQ(iam::list_server_certificates(client, {}, context).take().rows.size(), 1u);

    iam::delete_server_certificate(client, "shop+1=2", context).take();
    EXPECT_EQ(iam::list_server_certificates(client, {}, context).take().rows.size(), 0u);
    EXPECT_TRUE(iam::delete_server_certificate(client, "shop+1=2", context));
}

}  // namespace
}  // namespace certwright::aws
