#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "lifecycle/checks/rules.hpp"
#include "net/public_address.hpp"
#include "x509/international_name.hpp"
#include "x509/name_syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

namespace certwright::lifecycle {
namespace {

constexpr std::size_t names_shown = 3;

using Names = std::vector<std::string>;
using NameTest = std::function<bool(const std::string&)>;

/// "a.example.com", "b.example.com" and 4 more
std::string names_in_words(const Names& names) {
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), names_shown); ++i)
        list += fmt::format("{}{}", i == 0 ? "" : ", ", in_quotes(names[i]));
    if (names.size() > names_shown) list += fmt::format(" and {} more", names.size() - names_shown);
    return list;
}

Names those(const Names& names, const NameTest& test) {
    Names found;
    std::ranges::copy_if(names, std::back_inserter(found), test);
    return found;
}

std::optional<Bytes> address_octets(const std::string& text) {
    try {
        return x509::parse_address(text);
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::string_view without_star(std::string_view name) {
    return name.starts_with("*.") ? name.substr(2) : name;
}

bool is_good_label(std::string_view label) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_*";
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           label.find_first_not_of(allowed) == std::string_view::npos;
}

/// An international label that no one can have registered.
bool has_broken_a_label(const std::string& name) {
    if (ascii::lower(name).find("xn--") == std::string::npos || name.find('_') != std::string::npos)
        return false;
    try {
        x509::to_dns_name(name);
        return false;
    } catch (const Error&) {
        return true;
    }
}

bool is_malformed(const std::string& name) {
    if (name.size() > 253) return true;
    std::string_view rest = name;
    for (auto dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
        if (!is_good_label(rest.substr(0, dot))) return true;
        rest.remove_prefix(dot + 1);
    }
    return !is_good_label(rest) || (name.find('*') == std::string::npos && has_broken_a_label(name));
}

/// A star elsewhere than as the whole first label, or in front of less than two more.
bool has_bad_star(const std::string& name) {
    const auto star = name.find('*');
    if (star == std::string::npos) return false;
    const std::string_view rest = without_star(name);
    return rest.size() == name.size() || rest.find('*') != std::string_view::npos ||
           rest.find('.') == std::string_view::npos;
}

bool is_internal(const std::string& name) {
    constexpr std::array<std::string_view, 13> reserved{
        "local", "localhost", "localdomain", "internal", "intranet", "private",  "corp",
        "home",  "lan",       "test",        "invalid",  "example",  "home.arpa"};
    const std::string host = ascii::lower(without_star(name));
    if (has_bad_star(name)) return false;
    if (host.find('.') == std::string::npos) return true;
    return std::ranges::any_of(reserved, [&](std::string_view domain) {
        return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                                  host[host.size() - domain.size() - 1] == '.');
    });
}

bool is_internal_address(const std::string& address) {
    const auto octets = address_octets(address);
    return octets && !net::is_public_address(*octets);
}

Names named_twice(const Names& names) {
    Names lower;
    for (const std::string& name : names) lower.push_back(ascii::lower(name));
    std::ranges::sort(lower);
    Names twice;
    for (auto at = std::ranges::adjacent_find(lower); at != lower.end();
         at = std::adjacent_find(std::upper_bound(at, lower.end(), *at), lower.end()))
        twice.push_back(*at);
    return twice;
}

/// What a client could ask for, as an old certificate has it in its common name.
bool may_be_host(const std::string& name) {
    return address_octets(name) || (name.find('.') != std::string::npos && !is_malformed(name));
}

bool has_name(const Names& names, const std::string& wanted) {
    return std::ranges::any_of(
        names, [&](const std::string& name) { return ascii::lower(name) == ascii::lower(wanted); });
}

void check_common_name(const x509::Certificate& leaf, Findings& found) {
    const std::string& name = leaf.common_name;
    const bool names_nothing_else = leaf.dns_names.empty() && leaf.ip_addresses.empty();
    if (name.empty() || has_name(leaf.dns_names, name) || has_name(leaf.ip_addresses, name)) return;
    // A name without a dot is a host's only where there is no other: it may as well be a person's.
    if (names_nothing_else && !is_malformed(name))
        found.push_back(
            {.id = "no_alternative_names",
             .severity = Severity::error,
             .message = fmt::format("only its common name {} names a host, which clients have not looked "
                                    "at since 2017",
                                    in_quotes(name)),
             .hint = "have it issued with its names as subject alternative names"});
    else if (!names_nothing_else && may_be_host(name))
        found.push_back(
            {.id = "common_name_not_among_names",
             .severity = Severity::warning,
             .message = fmt::format("its common name {} is none of its alternative names, so that clients "
                                    "do not accept it for that",
                                    in_quotes(name)),
             .hint = "have it issued with that name among the others"});
}

void add_finding(Findings& found, const Names& names, std::string_view id, Severity severity,
                 std::string_view problem, std::string_view hint) {
    if (names.empty()) return;
    found.push_back({.id = std::string{id},
                     .severity = severity,
                     .message = fmt::format("{}: {}", problem, names_in_words(names)),
                     .hint = std::string{hint}});
}

}  // namespace

void check_names(const x509::Certificate& leaf, Findings& found) {
    check_common_name(leaf, found);
    const Names addresses =
        those(leaf.dns_names, [](const auto& name) { return address_octets(name).has_value(); });
    const Names hosts = those(leaf.dns_names, [](const auto& name) { return !address_octets(name); });
    const Names malformed = those(hosts, is_malformed);
    const Names good = those(hosts, [](const auto& name) { return !is_malformed(name); });
    add_finding(found, malformed, "malformed_name", Severity::error, "no host can have the name",
                "letters, digits and hyphens stand between dots, international names as xn--…");
    add_finding(found, those(good, has_bad_star), "bad_wildcard", Severity::error,
                "clients do not take the star as it stands",
                "it stands for the whole first label, in front of at least two more: *.example.com");
    add_finding(found, addresses, "address_as_dns_name", Severity::error,
                "an address stands among the DNS names, where clients do not look for it",
                "have it issued with the address as an IP address");
    add_finding(found, those(good, [](const auto& name) { return name.find('_') != std::string::npos; }),
                "underscore_in_name", Severity::warning, "there is an underscore in the name of a host",
                "public authorities do not certify it, and some clients refuse it; use a hyphen");
    Names internal = those(good, is_internal);
    std::ranges::copy_if(leaf.ip_addresses, std::back_inserter(internal), is_internal_address);
    add_finding(found, internal, "internal_name", Severity::note,
                "the name means something in your own networks only",
                "no public authority certifies it; that is right for a private one");
    Names every = leaf.dns_names;
    every.insert(every.end(), leaf.ip_addresses.begin(), leaf.ip_addresses.end());
    add_finding(found, named_twice(every), "duplicate_name", Severity::note, "a name is there twice",
                "once is enough");
}

}  // namespace certwright::lifecycle
