#include "net/url.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace certwright::net {
namespace {

bool is_unreserved(char c) {
    return ascii::is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

std::optional<unsigned> hex_digit(char c) {
    if (ascii::is_digit(c)) return static_cast<unsigned>(c - '0');
    const char small = ascii::lower(c);
    if (small >= 'a' && small <= 'f') return static_cast<unsigned>(small - 'a') + 10;
    return std::nullopt;
}

/// The byte that the escape at `text[at]` stands for; absent when it is broken.
std::optional<char> escaped_byte(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) return std::nullopt;
    const auto high = hex_digit(text[at + 1]);
    const auto low = hex_digit(text[at + 2]);
    if (!high || !low) return std::nullopt;
    return static_cast<char>(*high << 4 | *low);
}

/// RFC 3986 appendix A: pchar, "/" and, in a query, "?".
bool is_path_or_query(std::string_view text, std::string_view also) {
    static constexpr std::string_view reserved = "!$&'()*+,;=:@/";
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '%') {
            if (!escaped_byte(text, at)) return false;
            at += 2;
        } else if (!is_unreserved(c) && reserved.find(c) == reserved.npos && also.find(c) == also.npos) {
            return false;
        }
    }
    return true;
}

std::optional<std::array<std::uint8_t, 4>> ipv4(const std::string& host) {
    std::array<std::uint8_t, 4> address{};
    if (inet_pton(AF_INET, host.c_str(), address.data()) != 1) return std::nullopt;
    return address;
}

std::optional<std::array<std::uint8_t, 16>> ipv6(std::string_view bracketed) {
    if (bracketed.size() < 4 || bracketed.front() != '[' || bracketed.back() != ']') return std::nullopt;
    std::array<std::uint8_t, 16> address{};
    const std::string inner{bracketed.substr(1, bracketed.size() - 2)};
    if (inet_pton(AF_INET6, inner.c_str(), address.data()) != 1) return std::nullopt;
    return address;
}

bool is_host(const std::string& host) {
    if (host.starts_with('[')) return ipv6(host).has_value();
    if (host.empty() || host.size() > 253 || host.front() == '.' || host.find("..") != host.npos)
        return false;
    if (!std::all_of(host.begin(), host.end(), is_unreserved)) return false;
    // What ends in a number is an IPv4 address, as resolvers read it ("127.1", "0x7f000001"): only the
    // dotted form says the same to everybody.
    std::string_view last{host};
    if (last.ends_with('.')) last.remove_suffix(1);
    if (const auto dot = last.rfind('.'); dot != last.npos) last.remove_prefix(dot + 1);
    const bool numeric = std::all_of(last.begin(), last.end(), ascii::is_digit) || last.starts_with("0x");
    return !numeric || ipv4(host).has_value();
}

std::uint16_t default_port(std::string_view scheme) {
    return scheme == "https" ? 443 : 80;
}

}  // namespace

Url Url::parse(std::string_view text) {
    const auto refuse = [&](std::string_view why) -> Error {
        // User info may hold a password and a query a token, so neither is quoted.
        const bool quotable =
            text.find_first_of("@?") == text.npos &&
            std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
        const std::string quoted = quotable ? " \"" + std::string{text.substr(0, 200)} + "\"" : "";
        return Error{Fault::invalid, "invalid URL" + quoted + ": " + std::string{why}};
    };

    const auto scheme_end = text.find("://");
    if (scheme_end == text.npos) throw refuse("it does not start with http:// or https://");
    Url url{
        .scheme = ascii::lower(text.substr(0, scheme_end)), .host = {}, .port = 0, .path = {}, .query = {}};
    if (url.scheme != "http" && url.scheme != "https") throw refuse("the scheme is neither http nor https");

    const std::string_view rest = text.substr(scheme_end + 3);
    if (rest.find('#') != rest.npos) throw refuse("a fragment is not allowed");
    const auto authority_end = std::min(rest.find_first_of("/?"), rest.size());
    const std::string_view authority = rest.substr(0, authority_end);
    if (authority.find('@') != authority.npos) throw refuse("user information is not allowed");

    const auto bracket = authority.rfind(']');
    const auto colon = authority.find(':', bracket == authority.npos ? 0 : bracket);
    url.host = ascii::lower(authority.substr(0, colon));
    if (!is_host(url.host)) throw refuse("the host is not a name or an IP address");
    url.port = default_port(url.scheme);
    if (colon != authority.npos) {
        const std::string_view digits = authority.substr(colon + 1);
        const auto end = digits.data() + digits.size();
        const auto parsed = std::from_chars(digits.data(), end, url.port);
        if (digits.empty() || parsed.ec != std::errc{} || parsed.ptr != end || url.port == 0) {
            throw refuse("the port is not a number from 1 to 65535");
        }
    }

    const std::string_view target = rest.substr(authority_end);
    const auto question = std::min(target.find('?'), target.size());
    url.path = question == 0 ? "/" : std::string{target.substr(0, question)};
    if (question < target.size()) url.query = target.substr(question + 1);
    if (!is_path_or_query(url.path, "")) throw refuse("the path has a character that must be escaped");
    if (!is_path_or_query(url.query, "?")) throw refuse("the query has a character that must be escaped");
    return url;
}

std::string Url::text() const {
    std::string result = scheme + "://" + authority() + path;
    if (!query.empty()) result += "?" + query;
    return result;
}

std::string Url::authority() const {
    return port == default_port(scheme) ? host : host + ":" + std::to_string(port);
}

bool Url::is_loopback() const {
    if (host == "localhost") return true;
    if (const auto address = ipv4(host)) return address->front() == 127;
    if (const auto address = ipv6(host)) {
        const in6_addr& native = reinterpret_cast<const in6_addr&>(*address);
        return IN6_IS_ADDR_LOOPBACK(&native) || (IN6_IS_ADDR_V4MAPPED(&native) && (*address)[12] == 127);
    }
    return false;
}

std::string percent_encode(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            result += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            result += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return result;
}

std::string percent_decode(std::string_view text, bool plus_is_space) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%') {
            const auto byte = escaped_byte(text, at);
            if (!byte)
                throw Error{Fault::invalid, "a percent sign is not followed by two hexadecimal digits"};
            result += *byte;
            at += 2;
        } else {
            result += plus_is_space && text[at] == '+' ? ' ' : text[at];
        }
    }
    return result;
}

std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> result;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view piece = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (piece.empty()) continue;
        const auto equals = std::min(piece.find('='), piece.size());
        const std::string_view value = piece.substr(std::min(equals + 1, piece.size()));
        result.emplace_back(percent_decode(piece.substr(0, equals), /*plus_is_space=*/true),
                            percent_decode(value, /*plus_is_space=*/true));
    }
    return result;
}

}  // namespace certwright::net
