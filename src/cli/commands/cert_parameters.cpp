#include "cli/commands/cert_parameters.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "cli/files.hpp"
#include "cli/text.hpp"
#include "net/url.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <utility>

namespace certwright::cli {
namespace {

/// Options that repeat, and the members they become.
constexpr std::array<std::pair<const char*, const char*>, 6> described_lists{
    {{"--dns", "dns_names"},
     {"--ip", "ip_addresses"},
     {"--email", "emails"},
     {"--uri", "uris"},
     {"--key-usage", "key_usages"},
     {"--purpose", "extended_key_usages"}}};

}  // namespace

Parameter cert_name() {
    return argument("NAME", "the certificate's name or id in the repository");
}

std::string cert_path(const Given& given) {
    return "/certificates/" + net::percent_encode(given.text("NAME"));
}

std::vector<Parameter> label_options() {
    return {option("--owner", "OWNER", "whose it is"), option("--description", "TEXT", "what it is for"),
            options("--tag", "KEY=VALUE", "a tag")};
}

json::object pairs_of(const Given& given, const std::string& key) {
    json::object pairs;
    for (const std::string& text : given.texts(key)) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Error{Fault::invalid,
                        fmt::format("{} '{}' has no {}", key, printable(text), equals == 0 ? "key" : "value"),
                        fmt::format("write {} KEY=VALUE", key)};
        if (!pairs.emplace(text.substr(0, equals), text.substr(equals + 1)).second)
            throw Error{Fault::invalid,
                        fmt::format("{} '{}' is given twice", key, printable(text.substr(0, equals))),
                        "give each key once"};
    }
    return pairs;
}

void read_labels(const Given& given, json::object& body) {
    if (given.has("--owner")) body["owner"] = given.text("--owner");
    if (given.has("--description")) body["description"] = given.text("--description");
    if (given.has("--tag")) body["tags"] = pairs_of(given, "--tag");
}

std::vector<Parameter> renewal_options() {
    return {choice("--auto-renew", {"on", "off"}, "renew it when it is due, if it was made here"),
            number("--renew-when-left", 1, 99,
                   "due when that many percent of its lifetime are left; 33 at first"),
            choice("--renew-key", {"same", "new"}, "the key of automatic renewals; the same at first")};
}

void read_renewal(const Given& given, json::object& body) {
    if (given.has("--auto-renew")) body["auto_renew"] = given.text("--auto-renew") == "on";
    if (given.has("--renew-when-left")) body["renew_when_left"] = *given.number("--renew-when-left");
    if (given.has("--renew-key")) body["renew_with_new_key"] = given.text("--renew-key") == "new";
}

std::vector<Parameter> description_options() {
    return {
        options("--dns", "NAME", "a host it is for; *.example.com and international names too"),
        options("--ip", "ADDRESS", "an IPv4 or IPv6 address it is for"),
        options("--email", "ADDRESS", "an e-mail address it is for"),
        options("--uri", "URI", "a URI it is for"),
        option("--subject", "SUBJECT", "CN=...,O=...,C=...; the first DNS name by default"),
        choice(
            "--key-algorithm",
            {"RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1", "ED25519"},
            "the kind of the new key; EC_prime256v1 by default"),
        options("--key-usage", "USAGE", "DIGITAL_SIGNATURE, ...; the usual ones for the key by default"),
        options("--purpose", "USAGE", "an extended key usage: TLS_WEB_SERVER_AUTHENTICATION, ..., or an OID"),
        toggle("--ca", "an authority, which signs other certificates"),
        number("--path-length", 0, 100, "how many authorities may follow below it")};
}

void read_description(const Given& given, json::object& body) {
    for (const auto& [key, member] : described_lists)
        if (given.has(key)) body[member] = json::from_texts(given.texts(key));
    if (given.has("--subject")) body["subject"] = given.text("--subject");
    if (given.has("--key-algorithm")) body["key_algorithm"] = given.text("--key-algorithm");
    if (given.has("--ca")) body["is_ca"] = true;
    if (given.has("--path-length")) body["path_length"] = *given.number("--path-length");
}

std::vector<Parameter> lifetime_options() {
    return {number("--days", 1, 36'500, "how long it holds; 90 by default, an authority longer"),
            option("--until", "TIME", "when it ends, instead: 2030-01-31T00:00:00Z")};
}

void read_lifetime(const Given& given, json::object& body) {
    if (given.has("--days")) body["lifetime_days"] = *given.number("--days");
    if (given.has("--until")) body["not_after"] = given.text("--until");
}

json::object file_to_send(const std::string& path) {
    const Secret content = read_whole_file(path, largest_file);
    return {{"name", path == "-" ? "standard input" : std::filesystem::path{path}.filename().string()},
            {"content", to_base64(as_bytes(content.reveal()))}};
}

}  // namespace certwright::cli
