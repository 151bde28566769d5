#include "lifecycle/groups.hpp"

#include "lifecycle/certificate_list.hpp"
#include "repository_fixture.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;

struct GroupsTest : RepositoryFixture {
    Groups groups{log, clock};
    Certificate shop = add("shop", make("shop.example"));
    Certificate spare = add("spare", make("spare.example"), false);

    Group make_group(const std::string& name, std::optional<FilterParameters> rule = {}) {
        return database->write([&](store::Transaction& transaction) {
            return groups.add(transaction, {name, "", std::move(rule)}, actor);
        });
    }
    void put_in(const Group& group, const std::vector<Certificate>& certificates) {
        database->write([&](store::Transaction& transaction) {
            groups.change_members(transaction, group.id, certificates, {}, actor);
        });
    }
    Texts members(const std::string& filter) {
        return database->read([&](store::Connection& connection) {
            const CertificateSelection selection{connection, CertificateFilter::parse({{"group", filter}}),
                                                 clock.now()};
            const auto page = list_certificates(connection, selection, {.field = "name"}, {}, 10);
            Texts names;
            for (const Certificate& one : page.rows) names.push_back(one.settings.name);
            return names;
        });
    }
    Texts groups_of(const Certificate& certificate) {
        return database->read([&](store::Connection& connection) {
            Texts names;
            for (const Group& group : groups.of(connection, certificate.id))
                names.push_back(group.settings.name);
            return names;
        });
    }
    std::int64_t size(const Group& group) {
        return database->read([&](store::Connection& connection) { return groups.size(connection, group); });
    }
};

TEST_P(GroupsTest, certificates_are_put_in_and_taken_out_by_hand) {
    const Group shops = make_group("Shops");
    EXPECT_EQ(members("shops"), Texts{});
    put_in(shops, {shop, spare});
    put_in(shops, {shop});
    EXPECT_EQ(members("SHOPS"), (Texts{"shop", "spare"}));
    EXPECT_EQ(members(shops.id.text()), (Texts{"shop", "spare"}));
    EXPECT_EQ(size(shops), 2);
    database->write([&](store::Transaction& transaction) {
        groups.change_members(transaction, shops.id, {}, {shop}, actor);
    });
    EXPECT_EQ(members("Shops"), (Texts{"spare"}));
    EXPECT_EQ(members("!Shops"), (Texts{"shop"}));
}

TEST_P(GroupsTest, a_rule_finds_what_is_so_at_the_moment) {
    const Group keyless = make_group("keyless", FilterParameters{{"has_key", "false"}});
    EXPECT_EQ(members("keyless"), (Texts{"spare"}));
    EXPECT_EQ(groups_of(spare), (Texts{"keyless"}));
    add("another", make("another.example"), false);
    EXPECT_EQ(members("keyless"), (Texts{"another", "spare"}));
    EXPECT_EQ(size(keyless), 2);
    EXPECT_EQ(groups_of(shop), Texts{});
}

TEST_P(GroupsTest, several_properties_of_a_rule_all_hold_and_repeated_ones_are_alternatives) {
    make_group("both", FilterParameters{{"name", "shop"}, {"name", "spare"}, {"has_key", "true"}});
    EXPECT_EQ(members("both"), (Texts{"shop"}));
    EXPECT_EQ(members("!both"), (Texts{"spare"}));
}

TEST_P(GroupsTest, a_group_is_renamed_and_stays_of_its_kind) {
    const Group shops = make_group("shops");
    make_group("keyless", FilterParameters{{"has_key", "false"}});
    database->write([&](store::Transaction& transaction) {
        groups.change(transaction, shops.id, {"stores", "where we sell", {}}, actor);
    });
    EXPECT_EQ(members("stores"), Texts{});
    EXPECT_THROW(members("shops"), Error);
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  groups.change(transaction, shops.id, {"Keyless", "", {}}, actor);
              }),
              Fault::conflict);
    EXPECT_EQ(
        fault_of([&](store::Transaction& transaction) {
            groups.change(transaction, shops.id, {"stores", "", FilterParameters{{"name", "x"}}}, actor);
        }),
        Fault::invalid);
}

TEST_P(GroupsTest, a_rule_that_cannot_be_meant_is_refused) {
    const auto refused = [&](FilterParameters rule) {
        return fault_of([&](store::Transaction& transaction) {
            groups.add(transaction, {"x", "", std::move(rule)}, actor);
        });
    };
    make_group("shops");
    EXPECT_EQ(refused({}), Fault::invalid);
    EXPECT_EQ(refused({{"colour", "blue"}}), Fault::invalid);
    EXPECT_EQ(refused({{"expires_within", "soon"}}), Fault::invalid);
    EXPECT_EQ(refused({{"group", "shops"}}), Fault::invalid);
    EXPECT_EQ(refused({{"name", "shop"}}), std::nullopt);
}

TEST_P(GroupsTest, what_a_rule_finds_cannot_be_put_in_by_hand) {
    const Group keyless = make_group("keyless", FilterParameters{{"has_key", "false"}});
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  groups.change_members(transaction, keyless.id, {shop}, {}, actor);
              }),
              Fault::invalid);
}

TEST_P(GroupsTest, a_removed_group_leaves_its_certificates_and_a_removed_certificate_its_group) {
    const Group shops = make_group("shops");
    put_in(shops, {shop, spare});
    database->write(
        [&](store::Transaction& transaction) { repository.remove(transaction, spare.id, actor); });
    EXPECT_EQ(members("shops"), (Texts{"shop"}));
    database->write([&](store::Transaction& transaction) { groups.remove(transaction, shops.id, actor); });
    EXPECT_EQ(get("shop").id, shop.id);
    EXPECT_EQ(count("SELECT count(*) FROM certificate_group_members"), 0);
    const auto done = actions();
    EXPECT_EQ(std::ranges::count(done, "group.created"), 1);
    EXPECT_EQ(std::ranges::count(done, "group.members_changed"), 1);
    EXPECT_EQ(std::ranges::count(done, "group.removed"), 1);
}

INSTANTIATE_ON_BOTH_DATABASES(GroupsTest);

}  // namespace
}  // namespace certwright::lifecycle
