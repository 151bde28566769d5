#include "aws/credentials/shared_config.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "support/temp_directory.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace certwright::aws {
namespace {

TEST(SharedConfig, is_read_as_botocore_reads_it) {
    const auto document = json::parse(test::vector_file("shared_config/vectors.json"), "vectors");
    for (const auto& element : document.at("vectors").as_array()) {
        const auto& vector = element.as_object();
        SCOPED_TRACE(json::text(vector, "name").value());
        const std::string config = json::text(vector, "config").value();
        const std::string credentials = json::text(vector, "credentials").value();
        const json::value* wanted = json::find(vector, "profiles");
        if (!wanted) {
            EXPECT_THROW(merge_profiles(config, credentials), Error);
            continue;
        }
        Profiles expected;
        for (const auto& [name, section] : wanted->as_object()) {
            IniSection& profile = expected[std::string{name}];
            for (const auto& [key, value] : section.as_object())
                profile[std::string{key}] = value.as_string();
        }
        EXPECT_EQ(merge_profiles(config, credentials), expected);
    }
}

TEST(SharedConfig, is_found_by_variables_or_under_home) {
    const test::TempDirectory home;
    std::filesystem::create_directories(home.path() / ".aws");
    std::ofstream{home.path() / ".aws/config"} << "[profile a]\nregion = here\n";
    std::ofstream{home.path() / "elsewhere"} << "[a]\naws_access_key_id = AK\n";
    const Profiles profiles =
        load_profiles({{"HOME", home.path().string()}, {"AWS_SHARED_CREDENTIALS_FILE", "~/elsewhere"}});
    EXPECT_EQ(profiles, (Profiles{{"a", {{"region", "here"}, {"aws_access_key_id", "AK"}}}}));
    EXPECT_EQ(load_profiles({{"HOME", "/nowhere"}}), Profiles{});
}

TEST(SharedConfig, names_the_file_and_line_that_are_broken_but_not_their_content) {
    const test::TempDirectory home;
    const std::string path = (home.path() / "credentials").string();
    std::ofstream{path} << "[default]\naws_access_key_id = AK\nvery-secret-key\n";
    try {
        load_profiles({{"AWS_SHARED_CREDENTIALS_FILE", path}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.message(),
                  "cannot read \"" + path + "\": line 3 is neither a section nor an assignment");
    }
}

}  // namespace
}  // namespace certwright::aws
