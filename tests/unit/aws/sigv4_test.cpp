#include "aws/sigv4.hpp"

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace certwright::aws {
namespace {

std::string member(const json::object& from, const char* key) {
    return json::text(from, key).value();
}

TEST(SigV4, signs_every_vector_as_botocore_does) {
    const auto document = json::parse(test::vector_file("sigv4/vectors.json"), "vectors");
    const auto& vectors = document.at("vectors").as_array();
    ASSERT_GE(vectors.size(), 60U);
    for (const auto& element : vectors) {
        const auto& vector = element.as_object();
        SCOPED_TRACE(member(vector, "name"));
        net::ClientRequest request{.method = member(vector, "method"),
                                   .url = net::Url::parse(member(vector, "url"))};
        for (const auto& field : vector.at("headers").as_array())
            request.headers.add(std::string{field.at(0).as_string()}, std::string{field.at(1).as_string()});
        request.body = as_text(from_base64(member(vector, "body")));
        const Credentials credentials{.access_key_id = member(vector, "access_key_id"),
                                      .secret_access_key = Secret{member(vector, "secret_access_key")},
                                      .session_token = Secret{member(vector, "session_token")},
                                      .expires_at = {}};
        sign(request, credentials,
             {parse_rfc3339(member(vector, "time")), member(vector, "region"), member(vector, "service")});
        EXPECT_EQ(canonical_request(request), member(vector, "canonical_request"));
        EXPECT_EQ(request.headers.find("Authorization"), member(vector, "authorization"));
    }
}

TEST(SigV4, signs_the_same_request_again_for_a_later_time) {
    const Credentials credentials{
        .access_key_id = "AKIA", .secret_access_key = Secret{"secret"}, .session_token = Secret{"token"}};
    net::ClientRequest once{.method = "POST", .url = net::Url::parse("https://sts.eu-west-1.amazonaws.com/")};
    net::ClientRequest twice = once;
    sign(twice, credentials, {parse_rfc3339("2026-01-01T00:00:00Z"), "eu-west-1", "sts"});
    sign(twice, credentials, {parse_rfc3339("2026-01-01T00:09:00Z"), "eu-west-1", "sts"});
    sign(once, credentials, {parse_rfc3339("2026-01-01T00:09:00Z"), "eu-west-1", "sts"});
    EXPECT_EQ(twice.headers.find("Authorization"), once.headers.find("Authorization"));
    EXPECT_EQ(twice.headers.size(), once.headers.size());
}

TEST(SigV4, computes_one_signature_for_every_spelling_of_a_query) {
    const auto canonical = [](const std::string& query) {
        return canonical_request({.method = "GET", .url = net::Url::parse("https://h.test/p?" + query)});
    };
    EXPECT_EQ(canonical("b=%3a&a-b=2&a=x*"), canonical("a=x%2A&a-b=2&b=%3A"));
    EXPECT_EQ(canonical("marker"), canonical("marker="));
}

}  // namespace
}  // namespace certwright::aws
