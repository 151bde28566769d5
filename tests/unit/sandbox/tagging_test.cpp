#include "base/json.hpp"
#include "sandbox/tagging/get_resources.hpp"
#include "unit/sandbox/small_world.hpp"

namespace certwright::sandbox {
namespace {

TEST(TaggingToken, is_good_for_a_quarter_of_an_hour) {
    test::SmallWorld small;
    auto& certificates = small.world.accounts.at(test::home).regions.at(small.region).acm.certificates;
    for (const auto* arn : {"arn:aws:acm:us-east-1:000000000000:certificate/1",
                            "arn:aws:acm:us-east-1:000000000000:certificate/2"}) {
        certificates[arn] = {.arn = arn, .tags = {{"team", "a"}}};
    }
    const auto call = small.call(small.user());
    const auto first = tagging::get_resources(call, {{"ResourcesPerPage", 1}});
    const json::object rest{{"PaginationToken", first.at("PaginationToken")}};
    small.machine.advance(15min);
    EXPECT_EQ(tagging::get_resources(call, rest).at("ResourceTagMappingList").as_array().size(), 1U);
    small.machine.advance(1s);
    EXPECT_EQ(test::code_of([&] { tagging::get_resources(call, rest); }), "PaginationTokenExpiredException");
}

}  // namespace
}  // namespace certwright::sandbox
