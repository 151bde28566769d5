#include "base/json.hpp"
#include "sandbox/account/regions.hpp"
#include "unit/sandbox/small_world.hpp"

namespace certwright::sandbox {
namespace {

TEST(AccountManagement, tells_of_members_only_when_the_organization_trusts_it) {
    test::SmallWorld small;
    small.world.organization = Organization{.id = "o-exampleorgid",
                                            .root_id = "r-a1b2",
                                            .management_account_id = test::home,
                                            .members = {{test::home, {}}, {test::away, {}}},
                                            .trusts_account_management = false};
    small.operation.name = "ListRegions";
    const json::object input{{"AccountId", test::away}};
    try {
        account::list_regions(small.call(small.user()), input);
        ADD_FAILURE() << "it told";
    } catch (const ServiceError& refused) {
        EXPECT_EQ(refused.code(), "AccessDeniedException");
        EXPECT_EQ(
            refused.message(),
            "User: arn:aws:iam::000000000000:user/test is not authorized to perform: account:ListRegions "
            "(Your organization must first enable trusted access with AWS Account Management.)");
    }
    small.world.organization->trusts_account_management = true;
    EXPECT_EQ(account::list_regions(small.call(small.user()), input).at("Regions").as_array().size(), 34U);
}

}  // namespace
}  // namespace certwright::sandbox
