#include "store/dialect_blocks.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::store {
namespace {

constexpr auto script = R"(CREATE TABLE t (a TEXT);
-- only sqlite
CREATE TRIGGER s;
-- end
-- only postgresql
CREATE FUNCTION p;
CREATE TRIGGER p;
-- end
CREATE INDEX i;
)";

TEST(DialectBlocks, keep_what_is_for_this_database_and_what_is_for_both) {
    EXPECT_EQ(for_dialect(script, Dialect::sqlite),
              "CREATE TABLE t (a TEXT);\nCREATE TRIGGER s;\nCREATE INDEX i;\n");
    EXPECT_EQ(for_dialect(script, Dialect::postgresql),
              "CREATE TABLE t (a TEXT);\nCREATE FUNCTION p;\nCREATE TRIGGER p;\nCREATE INDEX i;\n");
}

TEST(DialectBlocks, leave_a_script_without_blocks_alone) {
    EXPECT_EQ(for_dialect("SELECT 1;\n-- a remark\n", Dialect::sqlite), "SELECT 1;\n-- a remark\n");
    EXPECT_EQ(for_dialect("-- only the last\n", Dialect::sqlite), "-- only the last\n");
    EXPECT_EQ(for_dialect("", Dialect::sqlite), "");
    EXPECT_EQ(for_dialect("-- only the newest stays\n", Dialect::sqlite), "-- only the newest stays\n");
}

TEST(DialectBlocks, must_be_opened_once_and_closed_once) {
    for (const auto* broken :
         {"-- only sqlite\nSELECT 1;\n", "SELECT 1;\n-- end\n", "-- only oracle\n-- end\n",
          "-- only sqlite\n-- only postgresql\n-- end\n-- end\n"})
        EXPECT_THROW(for_dialect(broken, Dialect::sqlite), Error) << broken;
}

}  // namespace
}  // namespace certwright::store
