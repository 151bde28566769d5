#include "app/settings.hpp"

#include "base/error.hpp"
#include "support/temp_directory.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace certwright::app {
namespace {

TEST(Settings, take_flags_over_environment_over_file) {
    const test::TempDirectory directory;
    const auto file = directory.path() / "certwright.toml";
    std::ofstream{file} << "listen = \"127.0.0.1:1\"\njob_workers = 3\nbehind_proxy = true\n";
    const Settings settings =
        load_settings(file, {{"CERTWRIGHT_LISTEN", "127.0.0.1:2"}, {"CERTWRIGHT_LOG_LEVEL", "warn"}},
                      {{"listen", "[::1]:3"}});
    EXPECT_EQ(settings.listen_host(), "::1");
    EXPECT_EQ(settings.listen_port(), 3);
    EXPECT_EQ(settings.job_workers, 3U);
    EXPECT_TRUE(settings.behind_proxy);
    EXPECT_EQ(settings.log_level, log::Level::warn);
}

TEST(Settings, keep_the_database_and_the_key_in_the_data_directory_by_default) {
    const Settings settings = load_settings({}, {}, {{"data_dir", "/var/lib/certwright"}});
    EXPECT_EQ(settings.effective_database_url(), "sqlite:/var/lib/certwright/certwright.db");
    EXPECT_EQ(settings.effective_master_key_file(), "/var/lib/certwright/master.key");
}

TEST(Settings, refuse_unknown_names_and_wrong_values_with_their_source) {
    const test::TempDirectory directory;
    const auto file = directory.path() / "certwright.toml";
    std::ofstream{file} << "listne = \"127.0.0.1:1\"\n";
    EXPECT_THROW(load_settings(file, {}, {}), Error);
    try {
        load_settings({}, {{"CERTWRIGHT_JOB_WORKERS", "many"}}, {});
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_NE(error.message().find("CERTWRIGHT_JOB_WORKERS"), std::string::npos) << error.message();
        EXPECT_NE(error.message().find("many"), std::string::npos) << error.message();
    }
}

TEST(Exposure, without_tls_is_for_this_machine_only) {
    Settings settings;
    for (const char* listen : {"127.0.0.1:80", "localhost:80", "[::1]:80"}) {
        settings.listen = listen;
        EXPECT_NO_THROW(check_exposure(settings)) << listen;
    }
    settings.listen = "0.0.0.0:80";
    EXPECT_THROW(check_exposure(settings), Error);
    settings.behind_proxy = true;
    EXPECT_NO_THROW(check_exposure(settings));
    settings.behind_proxy = false;
    settings.tls_certificate = "a.pem";
    EXPECT_THROW(check_exposure(settings), Error);
    settings.tls_private_key = "a.key";
    EXPECT_NO_THROW(check_exposure(settings));
}

}  // namespace
}  // namespace certwright::app
