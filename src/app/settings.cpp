#include "app/settings.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <sstream>

namespace certwright::app {
namespace {

[[noreturn]] void refuse(const std::string& value, const std::string& expected) {
    throw Error{Fault::invalid, fmt::format("cannot use {}: {}", in_quotes(value), expected)};
}

bool parse_switch(const std::string& value) {
    if (value == "true" || value == "1" || value == "yes" || value == "on") return true;
    if (value == "false" || value == "0" || value == "no" || value == "off") return false;
    refuse(value, "must be true or false");
}

std::size_t parse_count(const std::string& value, std::size_t most) {
    std::size_t number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc{} || end != value.data() + value.size() || number < 1 || number > most)
        refuse(value, fmt::format("must be a number from 1 to {}", most));
    return number;
}

std::optional<std::chrono::hours> parse_hours(const std::string& value) {
    constexpr std::size_t most = 31 * 24;
    if (value == "off") return std::nullopt;
    std::size_t number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc{} || end != value.data() + value.size() || number < 1 || number > most)
        refuse(value, fmt::format("must be a number of hours from 1 to {}, or off", most));
    return std::chrono::hours{number};
}

double parse_scale(const std::string& value) {
    double number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc{} || end != value.data() + value.size() || !(number > 0) || number > 1000)
        refuse(value, "must be a factor above 0, at most 1000");
    return number;
}

log::Level parse_level(const std::string& value) {
    if (value == "debug") return log::Level::debug;
    if (value == "info") return log::Level::info;
    if (value == "warn") return log::Level::warn;
    if (value == "error") return log::Level::error;
    refuse(value, "must be debug, info, warn or error");
}

log::Format parse_format(const std::string& value) {
    if (value == "text") return log::Format::text;
    if (value == "json") return log::Format::json;
    refuse(value, "must be text or json");
}

/// `address:port`; an IPv6 address in brackets.
std::pair<std::string, std::uint16_t> parse_listen(const std::string& value) {
    const auto colon = value.rfind(':');
    if (colon == std::string::npos || colon == 0)
        refuse(value, "must be ADDRESS:PORT, for example 127.0.0.1:8080");
    std::string host = value.substr(0, colon);
    if (host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    std::uint16_t port = 0;
    const char* end = value.data() + value.size();
    if (const auto [stop, problem] = std::from_chars(value.data() + colon + 1, end, port);
        problem != std::errc{} || stop != end)
        refuse(value, "must end with a port from 0 to 65535");
    return {host, port};
}

void apply(Settings& settings, std::string_view name, const std::string& value, const std::string& source) {
    const auto& all = setting_names();
    const auto known =
        std::find_if(all.begin(), all.end(), [&](const SettingName& one) { return one.name == name; });
    if (known == all.end())
        throw Error{Fault::invalid, fmt::format("{}: there is no setting '{}'", source, name),
                    "`certwright serve --help` lists the settings"};
    try {
        known->set(settings, value);
    } catch (Error& error) {
        throw std::move(error).within(fmt::format("{}: {}", source, name));
    }
}

std::string to_text(const toml::node& node, const std::string& source) {
    if (const auto* text = node.as_string()) return text->get();
    if (node.is_boolean() || node.is_integer() || node.is_floating_point()) {
        std::ostringstream out;
        node.visit([&](const auto& value) { out << std::boolalpha << value; });
        return out.str();
    }
    throw Error{Fault::invalid, source + ": settings are texts, numbers or true and false"};
}

}  // namespace

const std::vector<SettingName>& setting_names() {
    static const std::vector<SettingName> all{
        {"data_dir", "directory of the database and the master key",
         [](Settings& s, const std::string& v) { s.data_dir = v; }},
        {"database_url",
         "sqlite:PATH or postgresql://USER@HOST/NAME; SQLite in the data directory by default",
         [](Settings& s, const std::string& v) { s.database_url = v; }},
        {"listen", "ADDRESS:PORT to serve on; 127.0.0.1:8080 by default",
         [](Settings& s, const std::string& v) {
             parse_listen(v);
             s.listen = v;
         }},
        {"tls_certificate", "PEM file with the server's certificate and chain",
         [](Settings& s, const std::string& v) { s.tls_certificate = v; }},
        {"tls_private_key", "PEM file with its private key",
         [](Settings& s, const std::string& v) { s.tls_private_key = v; }},
        {"behind_proxy",
         "true: a proxy in front terminates TLS and sets X-Forwarded-For and X-Forwarded-Proto",
         [](Settings& s, const std::string& v) { s.behind_proxy = parse_switch(v); }},
        {"master_key_file", "file with the master keys; master.key in the data directory by default",
         [](Settings& s, const std::string& v) { s.master_key_file = v; }},
        {"master_passphrase_file", "file with a passphrase that seals the master keys",
         [](Settings& s, const std::string& v) { s.master_passphrase_file = v; }},
        {"log_level", "debug, info, warn or error",
         [](Settings& s, const std::string& v) { s.log_level = parse_level(v); }},
        {"log_format", "text or json",
         [](Settings& s, const std::string& v) { s.log_format = parse_format(v); }},
        {"request_workers", "requests handled at the same time; 16 by default",
         [](Settings& s, const std::string& v) { s.request_workers = parse_count(v, 256); }},
        {"job_workers", "ordinary jobs run at the same time; 4 by default",
         [](Settings& s, const std::string& v) { s.job_workers = parse_count(v, 256); }},
        {"deployment_workers", "deployments carried out at the same time; 32 by default",
         [](Settings& s, const std::string& v) { s.deployment_workers = parse_count(v, 1024); }},
        {"discovery_workers", "regions scanned at the same time; 64 by default",
         [](Settings& s, const std::string& v) { s.discovery_workers = parse_count(v, 1024); }},
        {"rediscover_after",
         "hours after which an account is discovered again by itself, or off; 6 by default",
         [](Settings& s, const std::string& v) { s.rediscover_after = parse_hours(v); }},
        {"aws_quota_scale", "factor on AWS's published request rates, for raised quotas; 1 by default",
         [](Settings& s, const std::string& v) { s.aws_quota_scale = parse_scale(v); }},
        {"fetch_issuers",
         "true: fetch missing issuers of certificates from where their authorities publish them",
         [](Settings& s, const std::string& v) { s.fetch_issuers = parse_switch(v); }},
        {"fetch_issuers_from_private",
         "true: also from hosts without a public address, and by way of a proxy",
         [](Settings& s, const std::string& v) { s.fetch_issuers_from_private = parse_switch(v); }},
        {"sandbox", "URL of the AWS sandbox's page: everything is marked as a sandbox, and leads there",
         [](Settings& s, const std::string& v) {
             if (!v.starts_with("http://") && !v.starts_with("https://"))
                 refuse(v, "must be the http or https address of the sandbox's page");
             s.sandbox = v;
         }}};
    return all;
}

std::string environment_name(std::string_view setting) {
    std::string name = "CERTWRIGHT_";
    for (const char c : setting) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return name;
}

std::string flag_name(std::string_view setting) {
    std::string name = "--";
    for (const char c : setting) name += c == '_' ? '-' : c;
    return name;
}

Settings load_settings(const std::optional<std::filesystem::path>& file,
                       const std::map<std::string, std::string>& environment,
                       const std::map<std::string, std::string>& flags) {
    Settings settings;
    if (file) {
        toml::table table;
        try {
            table = toml::parse_file(file->string());
        } catch (const toml::parse_error& error) {
            throw Error{Fault::invalid,
                        fmt::format("cannot read the settings in {}: {} (line {})", file->string(),
                                    error.description(), error.source().begin.line)};
        }
        for (const auto& [key, node] : table)
            apply(settings, key.str(), to_text(node, file->string()), file->string());
    }
    for (const SettingName& one : setting_names())
        if (const auto found = environment.find(environment_name(one.name)); found != environment.end())
            apply(settings, one.name, found->second, found->first);
    for (const auto& [name, value] : flags) apply(settings, name, value, flag_name(name));
    return settings;
}

void check_exposure(const Settings& settings) {
    if (settings.tls_certificate.empty() != settings.tls_private_key.empty())
        throw Error{Fault::invalid, "TLS needs both a certificate and its private key",
                    "set tls_certificate and tls_private_key"};
    if (!settings.is_loopback() && settings.tls_certificate.empty() && !settings.behind_proxy)
        throw Error{Fault::invalid,
                    "refusing to serve on " + settings.listen + " without TLS: others could listen in",
                    "set tls_certificate and tls_private_key, or behind_proxy when a proxy terminates TLS"};
}

std::string Settings::effective_database_url() const {
    return database_url.empty() ? "sqlite:" + (data_dir / "certwright.db").string() : database_url;
}

std::filesystem::path Settings::effective_master_key_file() const {
    return master_key_file.empty() ? data_dir / "master.key" : master_key_file;
}

std::string Settings::listen_host() const {
    return parse_listen(listen).first;
}
std::uint16_t Settings::listen_port() const {
    return parse_listen(listen).second;
}

bool Settings::is_loopback() const {
    const std::string host = listen_host();
    return host.starts_with("127.") || host == "::1" || host == "localhost";
}

}  // namespace certwright::app
