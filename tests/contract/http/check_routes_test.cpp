#include "http/routes/checks.hpp"
#include "http/routes/repository.hpp"
#include "support/api.hpp"
#include "support/database.hpp"
#include "support/hierarchy.hpp"
#include "support/temp_directory.hpp"
#include "vault/local_key_wrapper.hpp"

namespace certwright::test {
namespace {

/// Every answer here is checked against the route's own description, as Api does.
struct CheckRoutes : MigratedDatabaseTest {
    Api api{*database};
    TempDirectory directory;
    vault::LocalKeyWrapper wrapper{vault::KeyFile{directory.path() / "master.key"},
                                   vault::LocalKeyWrapper::IfMissing::create};
    vault::Vault vault{wrapper, api.clock};
    lifecycle::PrivateKeys keys{vault, api.clock};
    lifecycle::Repository repository{keys, api.log, api.clock};
    lifecycle::ChainCompletions completions{api.queue, api.log, api.clock};
    const Hierarchy hierarchy{1};
    net::Headers auditor = api.as(auth::Role::auditor);
    net::Headers operator_ = api.as(auth::Role::operator_);

    CheckRoutes() {
        http::add_check_routes(api.router, {*database, repository, completions, api.clock});
        lifecycle::Settings settings;
        settings.name = "shop";
        database->write([&](store::Transaction& transaction) {
            repository.add(transaction, settings, {.leaf = hierarchy.leaf, .key = &hierarchy.leaf_key},
                           {"user:alice", "req_1"});
        });
    }
    static std::vector<std::string> ids(const json::object& checks) {
        std::vector<std::string> found;
        for (const auto& finding : checks.at("findings").as_array())
            found.emplace_back(finding.as_object().at("id").as_string());
        return found;
    }
};

TEST_P(CheckRoutes, tell_what_is_wrong) {
    const auto checks = api.get("/api/v1/certificates/shop/checks", auditor).document();
    EXPECT_EQ(checks.at("version"), 1);
    EXPECT_EQ(checks.at("accepted_by_acm"), false);
    EXPECT_EQ(checks.at("chain_problem"), nullptr);
    EXPECT_EQ(ids(checks), (std::vector<std::string>{"chain_missing", "lifetime_too_long", "lifetime"}));
    const auto& missing = checks.at("findings").as_array().at(0).as_object();
    EXPECT_EQ(missing.at("severity"), "warning");
    EXPECT_EQ(missing.at("refused_by_acm"), true);
    EXPECT_EQ(api.get("/api/v1/certificates/shop/checks?version=1", auditor).status, 200);
    EXPECT_EQ(api.get("/api/v1/certificates/shop/checks?version=2", auditor).status, 404);
    EXPECT_EQ(api.get("/api/v1/certificates/shop/checks?version=0", auditor).status, 422);
    EXPECT_EQ(api.get("/api/v1/certificates/other/checks", auditor).status, 404);
    EXPECT_EQ(api.get("/api/v1/certificates/shop/checks").status, 401);
}

TEST_P(CheckRoutes, begin_to_complete_a_chain_once_at_a_time) {
    const Answer begun = api.post("/api/v1/certificates/shop/complete_chain", operator_);
    ASSERT_EQ(begun.status, 202) << begun.body;
    EXPECT_EQ(api.post("/api/v1/certificates/shop/complete_chain", operator_).body, begun.body);
    const std::string job{begun.document().at("job").as_string()};
    const auto document = api.get("/api/v1/jobs/" + job, operator_).document();
    EXPECT_EQ(document.at("kind"), "certificate.complete_chain");
    EXPECT_EQ(document.at("state"), "available");
    EXPECT_EQ(api.post("/api/v1/certificates/other/complete_chain", operator_).status, 404);
    EXPECT_EQ(api.post("/api/v1/certificates/shop/complete_chain", auditor).status, 403);
}

INSTANTIATE_ON_BOTH_DATABASES(CheckRoutes);

}  // namespace
}  // namespace certwright::test
