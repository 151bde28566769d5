#pragma once

#include "base/log.hpp"
#include "base/secret.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::app {

/// How a server runs. Each setting comes from a TOML file, then the environment (CERTWRIGHT_NAME),
/// then a flag (--name), the later one winning.
struct Settings {
    std::filesystem::path data_dir = "data";
    std::string database_url;  ///< empty: SQLite in the data directory
    std::string listen = "127.0.0.1:8080";
    std::string tls_certificate, tls_private_key;  ///< PEM files
    bool behind_proxy = false;
    std::filesystem::path master_key_file;  ///< empty: master.key in the data directory
    std::filesystem::path master_passphrase_file;
    log::Level log_level = log::Level::info;
    log::Format log_format = log::Format::text;
    std::size_t request_workers = 16;
    std::size_t job_workers = 4;
    std::size_t discovery_workers = 64;
    std::size_t deployment_workers = 32;
    double aws_quota_scale = 1.0;
    std::optional<std::chrono::hours> rediscover_after = std::chrono::hours{6};  ///< absent: never
    bool fetch_issuers = false;
    bool fetch_issuers_from_private = false;
    std::string sandbox;  ///< the page of the AWS sandbox; empty: AWS is the real one

    std::string effective_database_url() const;
    std::filesystem::path effective_master_key_file() const;
    /// The host and port of `listen`.
    std::string listen_host() const;
    std::uint16_t listen_port() const;
    /// Nobody but this machine reaches that host.
    bool is_loopback() const;
};

/// One setting, as the documentation, the file, the environment and the flags know it.
struct SettingName {
    std::string_view name;  ///< "data_dir": in TOML; CERTWRIGHT_DATA_DIR; --data-dir
    std::string_view meaning;
    std::function<void(Settings&, const std::string&)> set;
};
const std::vector<SettingName>& setting_names();
std::string environment_name(std::string_view setting);
std::string flag_name(std::string_view setting);

/// Reads file, environment and flags in this order. `flags` holds settings by name. Throws
/// Fault::invalid naming the source and the value; unknown names in the file are refused, so that a
/// slip of the pen is not silently ignored.
Settings load_settings(const std::optional<std::filesystem::path>& file,
                       const std::map<std::string, std::string>& environment,
                       const std::map<std::string, std::string>& flags);

/// Refuses what would be unsafe: an address that others reach, without TLS and without a proxy.
void check_exposure(const Settings& settings);

}  // namespace certwright::app
