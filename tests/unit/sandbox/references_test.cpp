#include "sandbox/fixture/references.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox {
namespace {

class References : public testing::Test {
  protected:
    std::string resolved(std::string_view input) const {
        return boost::json::serialize(
            resolve_references(json::parse(input, "it"), answers, "steps[0].input"));
    }
    std::string problem_of(std::string_view input) const {
        try {
            resolved(input);
        } catch (const Error& problem) {
            return problem.message();
        }
        return "";
    }
    const json::object answers =
        json::parse(R"({"shop": {"Arn": "arn:1", "List": [{"Name": "a"}, {"Name": "b"}], "Count": 2}})", "it")
            .as_object();
};

TEST_F(References, become_what_they_refer_to) {
    EXPECT_EQ(resolved(R"(["${shop.Arn}", "${shop.Count}", "${shop.List.1}", {"x": "${shop.List.0.Name}"}])"),
              R"(["arn:1",2,{"Name":"b"},{"x":"a"}])");
}

TEST_F(References, stand_inside_of_other_text) {
    EXPECT_EQ(resolved(R"("<${shop.Arn}|${shop.List.0.Name}>")"), R"("<arn:1|a>")");
    EXPECT_EQ(resolved(R"("$5 and $${shop.Arn}$")"), R"("$5 and ${shop.Arn}$")");
}

TEST_F(References, must_lead_somewhere) {
    EXPECT_EQ(problem_of(R"({"a": ["${nobody.Arn}"]})"),
              "cannot use the fixture: steps[0].input.a[0] refers to \"nobody\", and no step before it is "
              "called so");
    for (const auto* bad : {R"("${shop.Nothing}")", R"("${shop.List.2}")", R"("${shop.List.x}")",
                            R"("${shop.Arn.x}")", R"("${shop")", R"("n: ${shop.Count}")"}) {
        EXPECT_NE(problem_of(bad).find("steps[0].input "), std::string::npos) << bad;
    }
}

}  // namespace
}  // namespace certwright::sandbox
