#include "http/schema.hpp"

#include "base/json.hpp"

#include <gtest/gtest.h>

namespace certwright::http {
namespace {

std::string problems(const Schema& schema, std::string_view document) {
    std::string all;
    for (const FieldProblem& problem : schema.problems(json::parse(document, "document")))
        all += problem.field + " " + problem.problem + "\n";
    return all;
}

const Schema account = object("Account", {{"name", text().length(1, 5)},
                                          {"method", one_of({"role", "profile"})},
                                          optional("port", integer().between(1, 65535)),
                                          optional("proxy", text().nullable()),
                                          optional("regions", array_of(text().length(1, 10)).length(0, 2)),
                                          optional("tags", map_of(text())),
                                          optional("inner", object("Inner", {{"on", boolean()}}))});

TEST(Schema, accepts_what_fits) {
    EXPECT_EQ(problems(account, R"({"name":"a","method":"role"})"), "");
    EXPECT_EQ(
        problems(account, R"({"name":"abcde","method":"profile","port":65535,"proxy":null,"regions":["a","b"],
                                    "tags":{"k":"v"},"inner":{"on":true}})"),
        "");
}

TEST(Schema, names_the_path_of_every_wrong_field) {
    EXPECT_EQ(problems(account,
                       R"({"method":"key","port":"1","regions":["a",2],"tags":{"k":1},"inner":{"off":1}})"),
              "name is missing\n"
              "method must be one of role, profile\n"
              "port must be of type integer\n"
              "regions[1] must be of type string\n"
              "tags.k must be of type string\n"
              "inner.on is missing\n"
              "inner.off is not known here\n");
}

TEST(Schema, holds_bounds) {
    EXPECT_EQ(problems(account, R"({"name":"","method":"role","port":0,"regions":["a","b","c"]})"),
              "name must not be empty\n"
              "port is 0; must be at least 1\n"
              "regions has 3 elements; must have at most 2\n");
    EXPECT_EQ(problems(account, R"({"name":"abcdef","method":"role","port":99999999999999999999})"),
              "name has 6 bytes; must have at most 5\nport must be of type integer\n");
    EXPECT_EQ(problems(integer(), "18446744073709551615"), " is too large a number\n");
    EXPECT_EQ(problems(number().between(0, 2), "2.5"), " is 2.5; must be at most 2\n");
}

TEST(Schema, refuses_null_unless_it_is_allowed) {
    EXPECT_EQ(problems(account, R"({"name":null,"method":"role","proxy":null})"),
              "name must be of type string\n");
}

TEST(Schema, refuses_text_that_a_database_cannot_keep) {
    EXPECT_EQ(problems(text(), R"("a\u0000b")"), " must be UTF-8 without NUL\n");
    EXPECT_EQ(problems(map_of(text()), R"({"a\u0000b":"c"})").find("must be UTF-8 without NUL") !=
                  std::string::npos,
              true);
}

TEST(Schema, reports_at_most_twenty_problems) {
    std::string many = "[";
    for (int i = 0; i < 1000; ++i) many += i ? ",1" : "1";
    EXPECT_EQ(array_of(text()).problems(json::parse(many + "]", "many")).size(), 20u);
    std::string unknown = "{";
    for (int i = 0; i < 1000; ++i) unknown += (i ? ",\"a" : "\"a") + std::to_string(i) + "\":1";
    EXPECT_EQ(object("", {}).problems(json::parse(unknown + "}", "many")).size(), 20u);
}

TEST(Schema, reads_a_query_in_the_kinds_it_names) {
    const Schema query = object("", {optional("limit", integer()), optional("in_use", boolean()),
                                     optional("region", array_of(text())),
                                     optional("days", array_of(integer())), optional("name", text())});
    EXPECT_EQ(
        json::value(query.from_query({{"limit", "5"},
                                      {"in_use", "true"},
                                      {"region", "a"},
                                      {"region", "b"},
                                      {"days", "7"},
                                      {"name", "12"}})),
        json::parse(R"({"limit":5,"in_use":true,"region":["a","b"],"days":[7],"name":"12"})", "expected"));
    const json::object wrong = query.from_query({{"limit", "5x"}, {"in_use", "yes"}, {"colour", "red"}});
    EXPECT_EQ(query.problems(wrong).size(), 3u);
}

TEST(Schema, refuses_a_single_parameter_that_is_repeated) {
    const Schema query = object("", {optional("limit", integer())});
    const auto found = query.problems(query.from_query({{"limit", "5"}, {"limit", "6"}}));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found.front().field, "limit");
}

TEST(Schema, renders_json_schema) {
    json::object components;
    const json::value rendered =
        array_of(object("Pet", {{"name", text().length(1, 9).describe("What it hears to.")},
                                optional("kind", one_of({"cat", "dog"}).nullable()),
                                optional("born", time().nullable()),
                                optional("legs", integer().between(0, 8))}))
            .render(components);
    EXPECT_EQ(rendered,
              json::parse(R"({"type":"array","items":{"$ref":"#/components/schemas/Pet"}})", "expected"));
    EXPECT_EQ(components["Pet"], json::parse(R"({"type":"object","properties":{
        "name":{"type":"string","description":"What it hears to.","minLength":1,"maxLength":9},
        "kind":{"type":["string","null"],"enum":["cat","dog",null]},
        "born":{"type":["string","null"],"format":"date-time"},
        "legs":{"type":"integer","minimum":0,"maximum":8}},"required":["name"]})",
                                             "expected"));
}

TEST(Schema, renders_a_nullable_component_as_a_choice) {
    json::object components;
    EXPECT_EQ(object("Pet", {}).nullable().render(components),
              json::parse(R"({"anyOf":[{"$ref":"#/components/schemas/Pet"},{"type":"null"}]})", "expected"));
    EXPECT_EQ(components["Pet"].at("type"), "object");
}

TEST(Schema, refuses_one_component_name_for_two_shapes) {
    json::object components;
    object("Pet", {{"name", text()}}).render(components);
    EXPECT_NO_THROW(object("Pet", {{"name", text()}}).render(components));
    EXPECT_THROW(object("Pet", {{"legs", integer()}}).render(components), Error);
}

}  // namespace
}  // namespace certwright::http
