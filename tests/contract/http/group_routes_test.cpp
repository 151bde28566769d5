#include "http/routes/groups.hpp"
#include "http/routes/making.hpp"
#include "http/routes/repository.hpp"
#include "support/api.hpp"
#include "support/database.hpp"
#include "support/temp_directory.hpp"
#include "vault/local_key_wrapper.hpp"

namespace certwright::test {
namespace {

/// Every answer here is checked against the route's own description, as Api does.
struct GroupRoutes : MigratedDatabaseTest {
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
    lifecycle::Groups groups{api.log, api.clock};
    net::Headers operator_ = api.as(auth::Role::operator_);
    net::Headers auditor = api.as(auth::Role::auditor);

    GroupRoutes() {
        http::add_repository_routes(api.router, {*database, repository, requests, keys, api.log, api.clock});
        http::add_making_routes(api.router,
                                {*database, repository, keys, requests, issued, lists, maker, api.clock});
        http::add_group_routes(api.router, {*database, repository, groups});
        create_certificate("shop", "payments");
        create_certificate("spare", "nobody");
    }

    void create_certificate(const std::string& name, const std::string& owner) {
        const Answer made =
            api.post("/api/v1/certificates/create", operator_,
                     {{"name", name}, {"owner", owner}, {"dns_names", json::array{name + ".example.com"}}});
        EXPECT_EQ(made.status, 201) << made.body;
    }
    json::object create(const json::object& body) {
        const Answer answer = api.post("/api/v1/groups", operator_, body);
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.document();
    }
    Answer patch(const std::string& path, const json::object& body) {
        return api.send("PATCH", "/api/v1/groups/" + path, operator_, boost::json::serialize(body));
    }
    std::string members(const std::string& group) {
        std::string names;
        const Answer found = api.get("/api/v1/certificates?group=" + group, operator_);
        EXPECT_EQ(found.status, 200) << found.body;
        const json::object document = found.document();
        for (const auto& one : document.at("items").as_array())
            names += (names.empty() ? "" : " ") + std::string{one.as_object().at("name").as_string()};
        return names;
    }
};

TEST_P(GroupRoutes, make_one_by_hand_and_change_who_is_in_it) {
    const auto made = create({{"name", "shops"}, {"certificates", json::array{"shop"}}});
    EXPECT_EQ(made.at("kind"), "by_hand");
    EXPECT_EQ(made.at("size"), 1);
    EXPECT_TRUE(made.at("rule").is_null());
    const Answer changed =
        patch("shops/members", {{"add", json::array{"spare"}}, {"remove", json::array{"shop"}}});
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(members("shops"), "spare");
    EXPECT_EQ(patch("shops/members", {{"add", json::array{"nothing"}}}).status, 404);
}

TEST_P(GroupRoutes, make_one_by_a_rule_that_is_told_as_it_was_written) {
    const auto made = create({{"name", "paying"}, {"rule", "owner=payments&domain=%3Dshop.example.com"}});
    EXPECT_EQ(made.at("kind"), "by_rule");
    EXPECT_EQ(made.at("rule"), "owner=payments&domain==shop.example.com");
    EXPECT_EQ(members("paying"), "shop");
    const Answer changed = patch("paying", {{"rule", "owner=nobody"}});
    EXPECT_EQ(changed.document().at("size"), 1) << changed.body;
    EXPECT_EQ(members("paying"), "spare");
    EXPECT_EQ(patch("paying", {{"rule", "colour=blue"}}).status, 422);
    EXPECT_EQ(patch("paying", {{"rule", "owner"}}).status, 422);
}

TEST_P(GroupRoutes, list_all_or_those_of_a_certificate) {
    create({{"name", "b"}, {"certificates", json::array{"shop"}}});
    create({{"name", "a"}, {"rule", "owner=nobody"}});
    const auto names = [&](const std::string& query) {
        std::string found;
        const json::object document = api.get("/api/v1/groups" + query, operator_).document();
        for (const auto& one : document.at("items").as_array())
            found += one.as_object().at("name").as_string();
        return found;
    };
    EXPECT_EQ(names(""), "ab");
    EXPECT_EQ(names("?certificate=shop"), "b");
    EXPECT_EQ(names("?certificate=spare"), "a");
    const Answer first = api.get("/api/v1/groups?limit=1", operator_);
    EXPECT_EQ(first.document().at("total"), 2);
    EXPECT_EQ(names("?limit=1&cursor=" + std::string{first.document().at("next_cursor").as_string()}), "b");
}

TEST_P(GroupRoutes, remove_one_and_refuse_its_name_as_a_filter_then) {
    create({{"name", "shops"}});
    EXPECT_EQ(api.send("DELETE", "/api/v1/groups/shops", operator_).status, 204);
    EXPECT_EQ(api.get("/api/v1/groups/shops", operator_).status, 404);
    EXPECT_EQ(api.get("/api/v1/certificates?group=shops", operator_).status, 422);
}

TEST_P(GroupRoutes, let_those_only_look_who_may_not_change_the_repository) {
    create({{"name", "shops"}});
    EXPECT_EQ(api.get("/api/v1/groups", auditor).status, 200);
    EXPECT_EQ(api.post("/api/v1/groups", auditor, {{"name", "other"}}).status, 403);
    EXPECT_EQ(api.send("DELETE", "/api/v1/groups/shops", auditor).status, 403);
}

INSTANTIATE_ON_BOTH_DATABASES(GroupRoutes);

}  // namespace
}  // namespace certwright::test
