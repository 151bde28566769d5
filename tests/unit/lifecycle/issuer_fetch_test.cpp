#include "lifecycle/issuer_fetch.hpp"

#include "base/error.hpp"
#include "support/fake_transport.hpp"
#include "support/hierarchy.hpp"
#include "x509/bundle/write_pem.hpp"
#include "x509/bundle/write_pkcs12.hpp"
#include "x509/bundle/write_pkcs7.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace certwright::lifecycle {
namespace {

using certwright::test::FakeTransport;
using certwright::test::Hierarchy;
using net::TransportFailure;

struct IssuerFetching : testing::Test {
    const Hierarchy hierarchy{1};
    const std::string url = "http://ca.example.com/1";
    std::map<std::string, FakeTransport::Answer> answers;
    FakeTransport transport{[this](const net::ClientRequest& request, std::size_t) {
        const auto found = answers.find(request.url.text());
        return found == answers.end() ? net::ClientResponse{404, {}, "no"} : found->second;
    }};
    FetchPolicy policy{.is_on = true, .from_private = false};

    std::vector<Bytes> fetch(const std::string& from) {
        return IssuerFetch{transport, policy}.fetch(from, {});
    }
    std::vector<Bytes> fetch_answer(std::string_view body) {
        answers.insert_or_assign(url, net::ClientResponse{200, {}, std::string{body}});
        return fetch(url);
    }
    Fault fault_of(const std::string& from) {
        try {
            fetch(from);
        } catch (const Error& error) {
            EXPECT_FALSE(error.hint().empty()) << error.message();
            return error.fault();
        }
        ADD_FAILURE() << "nothing is wrong with " << from;
        return Fault::internal;
    }
    void redirect(const std::string& from, const std::string& to, int status = 302) {
        answers.insert_or_assign(from, net::ClientResponse{status, {{"Location", to}}, ""});
    }
    Fault fault_of_failure(TransportFailure failure) {
        answers.insert_or_assign(url, net::NoResponse{failure, false, "it failed"});
        return fault_of(url);
    }
};

std::vector<Bytes> in_any_order(std::vector<Bytes> certificates) {
    std::ranges::sort(certificates);
    return certificates;
}

TEST_F(IssuerFetching, reads_der_pem_and_pkcs7) {
    const Bytes& issuer = hierarchy.authorities[1];
    const x509::Content content{
        .leaf = issuer, .issuers = {hierarchy.root.certificate}, .key = nullptr, .alias = ""};
    const std::vector<Bytes> both{issuer, hierarchy.root.certificate};
    EXPECT_EQ(fetch_answer(as_text(issuer)), std::vector<Bytes>{issuer});
    EXPECT_EQ(fetch_answer(x509::write_pem(content, x509::ChainExtent::whole)), both);
    // In PKCS#7 they are a set.
    const Bytes pkcs7 = x509::write_pkcs7(content);
    EXPECT_EQ(in_any_order(fetch_answer(as_text(pkcs7))), in_any_order(both));
    EXPECT_EQ(in_any_order(fetch_answer(x509::pkcs7_to_pem(pkcs7))), in_any_order(both));
}

TEST_F(IssuerFetching, takes_nothing_else) {
    const x509::Content content{
        .leaf = hierarchy.leaf, .issuers = {}, .key = &hierarchy.leaf_key, .alias = "shop"};
    const Bytes pkcs12 = x509::write_pkcs12(content, Secret{std::string{"password"}});
    for (const std::string& body :
         {std::string{}, std::string{"<html>not here</html>"}, std::string{as_text(pkcs12)},
          std::string{as_text(hierarchy.leaf).substr(0, 100)}, std::string(70'000, '\0')}) {
        answers.insert_or_assign(url, net::ClientResponse{200, {}, body});
        EXPECT_EQ(fault_of(url), Fault::invalid) << body.substr(0, 20);
    }
}

TEST_F(IssuerFetching, asks_briefly_for_little_of_public_hosts) {
    fetch_answer(as_text(hierarchy.authorities[1]));
    policy.from_private = true;
    fetch(url);
    const auto sent = transport.sent();
    ASSERT_EQ(sent.size(), 2u);
    EXPECT_EQ(sent[0].method, "GET");
    EXPECT_EQ(sent[0].max_response_bytes, 64u * 1024);
    EXPECT_LE(sent[0].timeout, 10s);
    EXPECT_TRUE(sent[0].public_only);
    EXPECT_FALSE(sent[1].public_only);
}

TEST_F(IssuerFetching, asks_http_and_https_alone) {
    for (const char* other :
         {"ldap://ca.example.com/cn=ca", "file:///etc/passwd", "ftp://ca.example.com/ca.crt", "",
          "ca.example.com/ca.crt", "http://user:secret@ca.example.com/", "gopher://a/"})
        EXPECT_EQ(fault_of(other), Fault::invalid) << other;
    EXPECT_TRUE(transport.sent().empty());
}

TEST_F(IssuerFetching, follows_two_redirects_and_not_a_third) {
    redirect(url, "/moved", 301);
    redirect("http://ca.example.com/moved", "https://other.example.com/ca");
    answers.insert_or_assign("https://other.example.com/ca",
                             net::ClientResponse{200, {}, std::string{as_text(hierarchy.authorities[1])}});
    EXPECT_EQ(fetch(url), std::vector<Bytes>{hierarchy.authorities[1]});
    redirect("https://other.example.com/ca", "https://other.example.com/again", 308);
    EXPECT_EQ(fault_of(url), Fault::invalid);
    EXPECT_EQ(transport.sent().size(), 6u);
    for (const auto& request : transport.sent()) EXPECT_TRUE(request.public_only);
}

TEST_F(IssuerFetching, follows_no_redirect_to_another_scheme) {
    for (const char* target : {"file:///etc/passwd", "ftp://ca.example.com/", "//other.example.com/ca", "",
                               "ca.crt", "http://user@ca.example.com/"}) {
        redirect(url, target);
        EXPECT_EQ(fault_of(url), Fault::invalid) << target;
    }
    redirect("https://ca.example.com/", "http://ca.example.com/1");
    EXPECT_EQ(fault_of("https://ca.example.com/"), Fault::invalid) << "not out of TLS";
    redirect(url, url);
    EXPECT_EQ(fault_of(url), Fault::invalid) << "not in a circle";
}

TEST_F(IssuerFetching, tells_what_may_pass_from_what_will_not) {
    for (const auto& [status, fault] : std::map<int, Fault>{{204, Fault::invalid},
                                                            {304, Fault::invalid},
                                                            {403, Fault::invalid},
                                                            {404, Fault::invalid},
                                                            {429, Fault::unavailable},
                                                            {500, Fault::unavailable},
                                                            {503, Fault::unavailable}}) {
        answers.insert_or_assign(url, net::ClientResponse{status, {}, ""});
        EXPECT_EQ(fault_of(url), fault) << status;
    }
    EXPECT_EQ(fault_of_failure(TransportFailure::timeout), Fault::unavailable);
    EXPECT_EQ(fault_of_failure(TransportFailure::resolve), Fault::unavailable);
    EXPECT_EQ(fault_of_failure(TransportFailure::too_large), Fault::invalid);
    EXPECT_EQ(fault_of_failure(TransportFailure::address_refused), Fault::invalid);
}

}  // namespace
}  // namespace certwright::lifecycle
