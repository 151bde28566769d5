#include "store/postgres_collation.hpp"

#include <gtest/gtest.h>

namespace certwright::store {
namespace {

struct Rewriting {
    std::string name;
    std::string script;
    std::string expected;
};

struct BytewiseText : testing::TestWithParam<Rewriting> {};

TEST_P(BytewiseText, rewrites_column_types_only) {
    EXPECT_EQ(with_bytewise_text(GetParam().script), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    all, BytewiseText,
    testing::ValuesIn(std::vector<Rewriting>{
        {"columns", "CREATE TABLE t (a TEXT NOT NULL,\n b text, c BIGINT)",
         "CREATE TABLE t (a TEXT COLLATE \"C\" NOT NULL,\n b text COLLATE \"C\", c BIGINT)"},
        {"quoted_column", "CREATE TABLE t (\"a b\" TEXT)", "CREATE TABLE t (\"a b\" TEXT COLLATE \"C\")"},
        {"column_called_text", "CREATE TABLE t (text TEXT, CHECK (text <> ''))",
         "CREATE TABLE t (text TEXT COLLATE \"C\", CHECK (text <> ''))"},
        {"added_column", "ALTER TABLE t ADD COLUMN a TEXT", "ALTER TABLE t ADD COLUMN a TEXT COLLATE \"C\""},
        {"index_on_text", "CREATE INDEX i ON t (id, text)", "CREATE INDEX i ON t (id, text)"},
        {"words_that_contain_it", "CREATE TABLE context (context_text BIGINT, subtext BYTEA)",
         "CREATE TABLE context (context_text BIGINT, subtext BYTEA)"},
        {"casts", "SELECT CAST(a AS TEXT), a::text FROM t ORDER BY text",
         "SELECT CAST(a AS TEXT), a::text FROM t ORDER BY text"},
        {"already_collated", "a TEXT COLLATE \"C\"", "a TEXT COLLATE \"C\""},
        {"line_comments", "-- a TEXT\na TEXT", "-- a TEXT\na TEXT COLLATE \"C\""},
        {"block_comments", "/* a TEXT */ a TEXT /* b TEXT", "/* a TEXT */ a TEXT COLLATE \"C\" /* b TEXT"},
        {"strings", "a TEXT DEFAULT 'it''s a TEXT'", "a TEXT COLLATE \"C\" DEFAULT 'it''s a TEXT'"},
        {"dollar_quotes", "DO $x$ a TEXT $x$; a TEXT", "DO $x$ a TEXT $x$; a TEXT COLLATE \"C\""},
        {"unfinished_string", "a TEXT DEFAULT 'b TEXT", "a TEXT COLLATE \"C\" DEFAULT 'b TEXT"},
        {"nothing", "", ""},
    }),
    [](const auto& chosen) { return chosen.param.name; });

}  // namespace
}  // namespace certwright::store
