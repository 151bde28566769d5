#include "sandbox/fixture/fixture.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/fixture/accounts.hpp"
#include "sandbox/fixture/document.hpp"
#include "unit/sandbox/small_world.hpp"

namespace certwright::sandbox {
namespace {

class FixtureAccounts : public testing::Test {
  protected:
    void load(std::string_view text) {
        world.accounts.clear();
        world.access_keys.clear();
        world.organization.reset();
        Fixture::parse(text);
        const auto document = parse_fixture(text);
        load_accounts(world, Part{document, ""});
    }
    const Settings settings;
    const certwright::test::FakeClock machine;
    World world{settings, machine};
};

TEST_F(FixtureAccounts, describes_accounts_and_who_is_in_them) {
    load(R"({"accounts": [{
        "id": "111111111111", "partition": "aws", "regions": ["af-south-1"],
        "root": {"access_key_id": "ROOT", "secret": "r"},
        "users": [{"name": "ops/reader", "access_key_id": "READER", "secret": "s", "policy": {"Statement": []}}],
        "roles": [{"name": "ops/deploy", "longest_session": 7200,
                   "trust": {"principals": ["*"], "external_id": "x", "web_identity_issuers": ["i"]}}]}],
      "organization": {"id": "o-1234567890", "root_id": "r-a1b2", "management_account": "111111111111"}})");
    const auto& account = world.accounts.at("111111111111");
    EXPECT_FALSE(account.disabled_regions.contains("af-south-1"));
    EXPECT_TRUE(account.disabled_regions.contains("me-south-1"));
    EXPECT_TRUE(world.access_keys.at("ROOT").principal.is_root());
    const auto& reader = world.access_keys.at("READER").principal;
    EXPECT_EQ(reader.arn, "arn:aws:iam::111111111111:user/ops/reader");
    EXPECT_EQ(reader.policy->decide({.action = "acm:ListCertificates"}), Verdict::denied_implicitly);
    const auto& role = account.roles.at("ops/deploy");
    EXPECT_EQ(role.arn, "arn:aws:iam::111111111111:role/ops/deploy");
    EXPECT_EQ(role.longest_session, 2h);
    EXPECT_EQ(role.trust.external_id, "x");
    EXPECT_EQ(role.policy, nullptr);
    EXPECT_TRUE(world.organization->has("111111111111"));
}

TEST_F(FixtureAccounts, refuses_what_it_does_not_understand) {
    for (
        const char* bad : {
            "no JSON",
            "[]",
            R"({"account": []})",
            R"({"accounts": {}})",
            R"({"accounts": [{"name": "without id"}]})",
            R"({"accounts": [{"id": "1", "partition": "mars"}]})",
            R"({"accounts": [{"id": "1", "regions": ["eu-nowhere-1"]}]})",
            R"({"accounts": [{"id": "1", "user": []}]})",
            R"({"accounts": [{"id": "1", "users": [{"name": "x"}]}]})",
            R"({"accounts": [{"id": "1", "roles": [{"name": "x", "trusts": []}]}]})",
            R"({"accounts": [{"id": "1", "roles": [{"name": "x", "policy": {"Statement": [{"Foo": 1}]}}]}]})",
            R"({"organization": {"id": "o-1", "root_id": "r-1", "management_account": "nobody"}})",
        }) {
        EXPECT_THROW(load(bad), Error) << bad;
    }
    EXPECT_THROW(read_fixture_file("/nowhere/fixture.json"), Error);
}

TEST_F(FixtureAccounts, may_be_written_in_yaml) {
    load(R"(
accounts:
  - id: "000000000001"
    name: Shop
    roles:
      - name: certwright
        policy:
          Statement: {Effect: Allow, Action: "acm:*", Resource: "*"}
)");
    EXPECT_EQ(world.accounts.at("000000000001").name, "Shop");
    EXPECT_NE(world.accounts.at("000000000001").roles.at("certwright").policy, nullptr);
}

TEST_F(FixtureAccounts, names_the_place_of_what_is_wrong) {
    const auto problem_of = [&](std::string_view text) -> std::string {
        try {
            load(text);
        } catch (const Error& problem) {
            return problem.message();
        }
        return "";
    };
    EXPECT_EQ(problem_of("accounts: [{id: 111111111111}]"),
              "cannot use the fixture: accounts[0].id must be a text: put the number in quotes");
    EXPECT_EQ(problem_of("accounts: [{id: '1', users: [{name: a, secrets: b}]}]"),
              "cannot use the fixture: accounts[0].users[0].secrets is not understood");
    EXPECT_EQ(problem_of("accounts: [{id: '1'}, {id: '1'}]"),
              "cannot use the fixture: accounts[1] has the id of another account");
    EXPECT_EQ(problem_of("steps: [{call: acm.ListCertificates, at: 1h}]"),
              "cannot use the fixture: steps[0].at is after the moment at which the fixture is loaded");
    EXPECT_EQ(problem_of("steps: [{at: -1h}]"),
              "cannot use the fixture: steps[0] neither calls nor makes anything");
    EXPECT_EQ(
        problem_of("steps: [{call: acm.ListCertificates, at: tomorrow}]"),
        "cannot use the fixture: steps[0].at must be a moment like -300d, or +2h after the step before");
}

}  // namespace
}  // namespace certwright::sandbox
