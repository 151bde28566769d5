#include "sandbox/state/saved_world.hpp"

#include "base/error.hpp"
#include "sandbox/acm/transition.hpp"
#include "sandbox/estate/estate.hpp"
#include "unit/sandbox/small_world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::test {
namespace {

/// A second world under the same clock.
struct SecondWorld {
    explicit SecondWorld(const SmallWorld& first) : world(settings, first.machine) {}
    Settings settings;
    World world;
    Mailbox mailbox;
};

class SavedWorld : public testing::Test, protected SmallWorld {
  protected:
    std::string saved() { return state::save(world, mailbox); }

    /// Of everything that state has, something.
    void fill() {
        world.clock.push_to(machine.now() + 73h);
        world.public_authority.sign({"www.shop.test"}, "EC_prime256v1", machine.now(),
                                    std::chrono::days{198});
        EstatePlan plan;
        plan.certificates = 100;
        plan.regions = {"us-east-1", "eu-west-1"};
        draw_estate(world, plan, world.clock.now());
        auto& account = world.accounts.at(home);
        account.name = "Sh\"op\\ \n\t\x01 \xc3\xa4";
        account.route53.zones["Z1"] = {.id = "Z1", .name_servers = {"ns-1.test"}, .zone = zone()};
        account.route53.changes["C1"] = {.submitted_at = machine.now(), .comment = "first"};
        account.iam.server_certificates["old"] = {
            .name = "Old", .tags = {{"a", "b"}}, .in_use_by = {"arn:1"}};
        const auto policy = std::make_shared<const Policy>(Policy::administrator().limited_by(
            std::make_shared<const Policy>(Policy::parse(R"({"Statement": []})"))));
        add_role(world, home, "ops/deploy", {.principals = {"*"}, .external_id = "x"}, policy);
        world.access_keys.at("test").expires = machine.now() + 1h;
        world.organization = Organization{.id = "o-1", .members = {{home, {.joined_at = machine.now()}}}};
        fill_store(account.regions.at("us-east-1").acm);
        mailbox.put({.id = "1", .to = "admin@shop.test"});
        mailbox.put({.id = "2", .to = "admin@shop.test"});
        settle(world);
    }
    /// What is due happens now, and not while the test looks: the clock stands still.
    static void settle(World& one) { one.agenda.push(one.clock.now()); }
    static Zone zone() {
        Zone zone{dns::Name::parse("shop.test")};
        zone.put(dns::Name::parse("t.shop.test"), dns::RecordType::txt, {300s, {R"("a\303\244\"b" "c;d")"}});
        zone.put(dns::Name::parse("*.shop.test"), dns::RecordType::cname, {60s, {"www.shop.test"}});
        return zone;
    }
    void fill_store(acm::Store& store) const {
        store.tokens["token"] = {.arn = "arn", .input = "a\nb", .at = machine.now()};
        store.days_before_expiry = 30;
        auto& certificate = store.certificates.at(store.by_creation.begin()->second);
        certificate.update = acm::MethodUpdate{.status = "FAILED", .validations = certificate.validations};
        certificate.released["arn:2"] = world.clock.now() + 1h;
        certificate.deleted_at = world.clock.now() + 1h;
    }
    Mailbox mailbox;
};

TEST_F(SavedWorld, is_the_same_text_after_it_was_read) {
    fill();
    const auto text = saved();
    SecondWorld second{*this};
    state::load(second.world, second.mailbox, text);
    settle(second.world);
    // A difference would be printed as two megabytes.
    EXPECT_TRUE(state::save(second.world, second.mailbox) == text);
    EXPECT_EQ(second.world.clock.now(), world.clock.now());
    EXPECT_EQ(second.world.public_authority.root_pem(), world.public_authority.root_pem());
    EXPECT_EQ(second.world.published_zones()->size(), 1U);
    EXPECT_EQ(second.world.accounts.at(home).route53.zones.at("Z1").zone, zone());
    const auto& policy = second.world.accounts.at(home).roles.at("ops/deploy").policy;
    EXPECT_EQ(policy->decide({.action = "acm:ListCertificates"}), Verdict::denied_implicitly);
}

TEST_F(SavedWorld, puts_what_it_waits_for_on_the_agenda) {
    fill();
    SecondWorld second{*this};
    state::load(second.world, second.mailbox, saved());
    settle(second.world);
    std::size_t waiting = 0;
    for (const auto& [id, account] : second.world.accounts) {
        for (const auto& [name, there] : account.regions) {
            for (const auto& [arn, certificate] : there.acm.certificates) {
                if (acm::next_step(certificate, second.world.clock.now()).step != acm::Step::none) ++waiting;
                if (!certificate.released.empty()) ++waiting;
            }
        }
    }
    EXPECT_GT(waiting, 50U);
    // And the daily round of expiry events.
    EXPECT_EQ(second.world.agenda.size(), waiting + 1);
}

TEST_F(SavedWorld, does_not_repeat_a_shared_text_for_each_that_has_it) {
    fill();
    const auto text = saved();
    const auto& certificates = world.accounts.at(home).regions.at("us-east-1").acm.certificates;
    std::string chain;
    for (const auto& [arn, certificate] : certificates) {
        if (certificate.type == "PRIVATE" && certificate.content) chain = certificate.content->chain.text();
    }
    const auto shares = [&](const auto& entry) {
        return entry.second.content && entry.second.content->chain.text() == chain;
    };
    const auto holders = std::count_if(certificates.begin(), certificates.end(), shares);
    // In the public key of the issuing authority, which other chains may have too.
    const auto line = chain.substr(28 + 6 * 65, 40);
    std::ptrdiff_t found = 0;
    for (auto at = text.find(line); at != text.npos; at = text.find(line, at + 1)) ++found;
    EXPECT_GT(found, 0);
    EXPECT_LT(found, holders);
}

TEST_F(SavedWorld, names_the_place_of_what_it_does_not_understand) {
    const auto problem_of = [&](std::string text) -> std::string {
        SecondWorld second{*this};
        try {
            state::load(second.world, second.mailbox, text);
        } catch (const Error& problem) {
            EXPECT_TRUE(second.world.accounts.empty());
            return problem.message();
        }
        return "";
    };
    const auto with = [text = saved()](std::string_view from, std::string_view to) {
        auto changed = text;
        changed.replace(changed.find(from), from.size(), to);
        return changed;
    };
    EXPECT_EQ(problem_of(with("\"version\":1", "\"version\":2")),
              "it is of version 2, and this program understands version 1");
    EXPECT_EQ(problem_of(with("sandbox state", "x")), "it is no state of a sandbox");
    EXPECT_EQ(problem_of(with("\"partition\":\"aws\"", "\"partitions\":\"aws\"")),
              "world: accounts: 000000000000: there is no \"partition\"");
    EXPECT_EQ(problem_of(with("\"partition\":\"aws\"", "\"partition\":\"aws\",\"more\":1")),
              "world: accounts: 000000000000: \"more\" is not understood");
    EXPECT_EQ(problem_of(with("\"partition\":\"aws\"", "\"partition\":7")),
              "world: accounts: 000000000000: partition: it should be a text");
    EXPECT_NE(problem_of(saved().substr(0, 200)).find("damaged"), std::string::npos);
    EXPECT_EQ(problem_of("[]"), "it should be an object");
}

}  // namespace
}  // namespace certwright::sandbox::test
