#include "base/bytes.hpp"
#include "http/routes/making.hpp"
#include "http/routes/repository.hpp"
#include "support/api.hpp"
#include "support/database.hpp"
#include "support/temp_directory.hpp"
#include "vault/local_key_wrapper.hpp"
#include "x509/certificate.hpp"
#include "x509/crl.hpp"
#include "x509/request.hpp"

namespace certwright::test {
namespace {

/// Every answer here is checked against the route's own description, as Api does.
struct MakingRoutes : MigratedDatabaseTest {
    Api api{*database};
    TempDirectory directory;
    vault::LocalKeyWrapper wrapper{vault::KeyFile{directory.path() / "master.key"},
                                   vault::LocalKeyWrapper::IfMissing::create};
    vault::Vault vault{wrapper, api.clock};
    lifecycle::PrivateKeys keys{vault, api.clock};
    lifecycle::Repository repository{keys, api.log, api.clock};
    lifecycle::Requests requests{keys, api.log, api.clock};
    lifecycle::IssuedCertificates issued{api.log, api.clock};
    lifecycle::RevocationLists lists{api.log, api.clock};
    lifecycle::Maker maker{repository, keys, requests, issued, api.clock};
    net::Headers operator_ = api.as(auth::Role::operator_);
    net::Headers auditor = api.as(auth::Role::auditor);

    MakingRoutes() {
        http::add_repository_routes(api.router, {*database, repository, requests, keys, api.log, api.clock});
        const http::MakingPorts ports{*database, repository, keys, requests, issued, lists, maker, api.clock};
        http::add_making_routes(api.router, ports);
        http::add_request_routes(api.router, ports);
        http::add_issued_routes(api.router, ports);
        http::add_revocation_routes(api.router, ports);
    }

    json::object create(const json::object& body) {
        const Answer answer = api.post("/api/v1/certificates/create", operator_, body);
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.document();
    }
    void create_root() { create({{"name", "root"}, {"is_ca", true}, {"subject", "CN=Root"}}); }
    static json::object file_of(const Bytes& request) {
        return {{"name", "shop.csr"}, {"content", to_base64(request)}};
    }
    static Bytes request_for(const std::string& host) {
        const auto key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
        x509::RequestTemplate asked;
        asked.names = {{x509::AlternativeName::Kind::dns, host}};
        return x509::make_request(asked, key);
    }
};

TEST_P(MakingRoutes, create_a_self_signed_certificate) {
    const auto made = create({{"name", "shop"},
                              {"dns_names", json::array{"shop.example.com"}},
                              {"lifetime_days", 30},
                              {"owner", "payments"},
                              {"auto_renew", true}});
    EXPECT_EQ(made.at("owner"), "payments");
    EXPECT_EQ(made.at("auto_renew"), true);
    EXPECT_TRUE(made.at("renewal_due_at").is_string());
    EXPECT_EQ(made.at("current").as_object().at("origin"), "self_signed");
}

TEST_P(MakingRoutes, name_the_rule_that_refuses) {
    create({{"name", "leaf"}, {"dns_names", json::array{"leaf.example.com"}}});
    const Answer answer =
        api.post("/api/v1/certificates/create", operator_,
                 {{"name", "shop"}, {"signed_by", "leaf"}, {"dns_names", json::array{"shop.example.com"}}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.document().at("errors").as_array().at(0).as_object().at("problem"), "no_authority");
}

TEST_P(MakingRoutes, sign_several_requests_and_tell_what_is_wrong_with_one) {
    create_root();
    const json::array files{file_of(request_for("a.example.com")), file_of({1, 2, 3}),
                            file_of(request_for("b.example.com"))};
    const auto answer = api.post("/api/v1/certificates/root/sign", operator_, {{"files", files}}).document();
    EXPECT_EQ(answer.at("signed").as_array().size(), 2u);
    EXPECT_EQ(answer.at("flaws").as_array().size(), 1u);
    const auto listed = api.get("/api/v1/certificates/root/issued", operator_).document();
    EXPECT_EQ(listed.at("items").as_array().size(), 2u);
    EXPECT_EQ(
        api.post("/api/v1/certificates/root/sign", operator_, {{"files", json::array{file_of({1})}}}).status,
        422);
}

TEST_P(MakingRoutes, tell_what_a_request_asked_for_in_vain) {
    create_root();
    x509::RequestTemplate asked;
    asked.names = {{x509::AlternativeName::Kind::dns, "a.example.com"}};
    asked.extensions = {{"1.2.3.4", false, {0x05, 0x00}}};
    const auto key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    const auto answer = api.post("/api/v1/certificates/root/sign", operator_,
                                 {{"files", json::array{file_of(x509::make_request(asked, key))}}})
                            .document();
    const auto& left = answer.at("signed").at(0).at("extensions_left_out").as_array();
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left.at(0).at("oid"), "1.2.3.4");
}

TEST_P(MakingRoutes, tell_what_clients_will_not_like_about_what_was_signed) {
    create_root();
    x509::RequestTemplate asked;
    asked.subject = {{"CN", "a.example.com"}};
    const auto key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    const json::array files{file_of(x509::make_request(asked, key)), file_of(request_for("b.example.com"))};
    const auto answer = api.post("/api/v1/certificates/root/sign", operator_, {{"files", files}}).document();
    const auto& findings = answer.at("signed").at(0).at("findings").as_array();
    ASSERT_EQ(findings.size(), 1u) << findings;
    EXPECT_EQ(findings.at(0).at("id"), "no_alternative_names");
    EXPECT_EQ(answer.at("signed").at(1).at("findings").as_array().size(), 0u);
}

TEST_P(MakingRoutes, give_out_again_what_was_signed) {
    create_root();
    const auto answer = api.post("/api/v1/certificates/root/sign", operator_,
                                 {{"files", json::array{file_of(request_for("a.example.com"))}}})
                            .document();
    const auto& made = answer.at("signed").at(0).as_object();
    const std::string path = "/api/v1/certificates/root/issued/" + std::string{made.at("serial").as_string()};
    const Answer pem = api.get(path, auditor);
    EXPECT_EQ(pem.header("Content-Type"), "application/x-pem-file");
    EXPECT_EQ(pem.body, made.at("pem").as_string());
    EXPECT_EQ(api.get(path + "?chain=true", auditor).body,
              std::string{made.at("pem").as_string()} + std::string{made.at("chain_pem").as_string()});
    const Answer der = api.get(path + "?format=der", auditor);
    EXPECT_EQ(der.header("Content-Type"), "application/pkix-cert");
    EXPECT_EQ(x509::der_to_pem(as_bytes(der.body)), pem.body);
    EXPECT_EQ(api.get(path + "?format=der&chain=true", auditor).status, 422);
    EXPECT_EQ(api.get("/api/v1/certificates/root/issued/01", auditor).status, 404);
}

TEST_P(MakingRoutes, list_what_was_signed_and_what_was_asked_for_page_by_page) {
    create_root();
    for (const char* name : {"a", "b", "c"}) {
        create({{"name", name}, {"signed_by", "root"}, {"dns_names", json::array{"a.example.com"}}});
        api.post("/api/v1/requests", operator_,
                 {{"name", std::string{name} + "2"}, {"dns_names", json::array{"a.example.com"}}});
    }
    for (const char* path : {"/api/v1/certificates/root/issued", "/api/v1/requests"}) {
        const auto first = api.get(std::string{path} + "?limit=2", auditor).document();
        EXPECT_EQ(first.at("items").as_array().size(), 2u);
        EXPECT_EQ(first.at("total"), 3);
        const auto second =
            api.get(std::string{path} + "?limit=2&cursor=" + std::string{first.at("next_cursor").as_string()},
                    auditor)
                .document();
        EXPECT_EQ(second.at("items").as_array().size(), 1u);
        EXPECT_TRUE(second.at("next_cursor").is_null());
        EXPECT_EQ(api.get(std::string{path} + "?cursor=nonsense", auditor).status, 422);
    }
}

TEST_P(MakingRoutes, renew_with_the_same_and_a_new_key) {
    create({{"name", "shop"}, {"dns_names", json::array{"shop.example.com"}}});
    EXPECT_EQ(
        api.post("/api/v1/certificates/shop/renew", operator_, json::object{}).document().at("version_count"),
        2);
    const auto renewed =
        api.post("/api/v1/certificates/shop/renew", operator_, {{"new_key", true}}).document();
    EXPECT_EQ(renewed.at("version_count"), 3);
    EXPECT_EQ(renewed.at("current").as_object().at("origin"), "renewed");
}

TEST_P(MakingRoutes, make_list_give_out_and_remove_a_request) {
    const Answer made = api.post("/api/v1/requests", operator_,
                                 {{"name", "shop"}, {"dns_names", json::array{"shop.example.com"}}});
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.document().at("state"), "waiting");
    const Answer der = api.get("/api/v1/requests/shop/csr?format=der", auditor);
    EXPECT_EQ(der.header("Content-Type"), "application/pkcs10");
    EXPECT_TRUE(x509::parse_request(as_bytes(der.body)).signature_valid);
    EXPECT_EQ(api.get("/api/v1/requests/shop/csr", auditor).body, made.document().at("pem").as_string());
    EXPECT_EQ(api.get("/api/v1/requests", auditor).document().at("items").as_array().size(), 1u);
    EXPECT_EQ(api.send("DELETE", "/api/v1/requests/shop", operator_).status, 204);
    EXPECT_EQ(api.get("/api/v1/requests/shop", auditor).status, 404);
}

TEST_P(MakingRoutes, revoke_and_give_out_the_list) {
    create_root();
    create({{"name", "shop"}, {"signed_by", "root"}, {"dns_names", json::array{"shop.example.com"}}});
    const Answer before = api.get("/api/v1/certificates/root/crl", auditor);
    EXPECT_EQ(before.header("Content-Type"), "application/pkix-crl");
    EXPECT_TRUE(x509::parse_crl(as_bytes(before.body)).revoked.empty());
    const Answer revoked = api.post("/api/v1/certificates/root/revocations", operator_,
                                    {{"certificate", "shop"}, {"reason", "superseded"}});
    ASSERT_EQ(revoked.status, 200) << revoked.body;
    EXPECT_EQ(revoked.document().at("list").as_object().at("number"), 2);
    const Answer after = api.get("/api/v1/certificates/root/crl?format=pem&version=1", auditor);
    EXPECT_EQ(x509::parse_crl(as_bytes(after.body)).revoked.size(), 1u);
    EXPECT_EQ(api.post("/api/v1/certificates/root/revocations", operator_, json::object{}).status, 422);
    EXPECT_EQ(api.post("/api/v1/certificates/root/revocations", operator_, {{"serial", "01"}}).status, 404);
}

TEST_P(MakingRoutes, are_not_for_those_who_only_look) {
    create_root();
    for (const char* path :
         {"/api/v1/certificates/create", "/api/v1/requests", "/api/v1/certificates/root/sign",
          "/api/v1/certificates/root/renew", "/api/v1/certificates/root/revocations"})
        EXPECT_EQ(api.post(path, auditor, json::object{}).status, 403) << path;
}

INSTANTIATE_ON_BOTH_DATABASES(MakingRoutes);

}  // namespace
}  // namespace certwright::test
