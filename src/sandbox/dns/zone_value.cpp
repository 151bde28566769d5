#include "sandbox/dns/zone_value.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "dns/escape.hpp"
#include "dns/native.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace certwright::sandbox {
namespace {

Error bad(std::string why) {
    return {Fault::invalid, std::move(why)};
}

bool is_octal(char c) {
    return c >= '0' && c <= '7';
}

/// The same with decimal escapes. Route 53's three digits are octal.
std::string with_decimal_escapes(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] < ' ' || text[at] > '~')
            throw bad("a character that is not printable ASCII is not escaped");
        if (text[at] != '\\') {
            result += text[at];
            continue;
        }
        const std::string_view digits = text.substr(at + 1, 3);
        if (digits.empty()) throw bad("it ends with a backslash");
        if (digits[0] < '0' || digits[0] > '9') {
            result += {'\\', digits[0]};
            at += 1;
            continue;
        }
        if (digits.size() < 3 || digits[0] > '3' || !std::all_of(digits.begin(), digits.end(), is_octal))
            throw bad("a backslash is followed by a digit, but not by three octal ones");
        result +=
            dns::escape(static_cast<char>((digits[0] - '0') * 64 + (digits[1] - '0') * 8 + digits[2] - '0'));
        at += 3;
    }
    return result;
}

/// What zone files could say and Route 53 does not take.
void refuse_other_syntax(dns::RecordType type, std::string_view value) {
    const bool is_text = type == dns::RecordType::txt || type == dns::RecordType::spf;
    bool quoted = false;
    for (std::size_t at = 0; at < value.size(); ++at) {
        const char c = value[at];
        if (c == '"') quoted = !quoted;
        if (!quoted && (c == ';' || c == '(' || c == ')' || c == '@'))
            throw bad(std::string{"it has the character "} + c + " outside of quotes");
        if (!quoted && c == '\\' && value.substr(at, 2) == "\\#")
            throw bad("it is in the generic form of RFC 3597");
        if (!quoted && is_text && c != '"' && c != ' ') throw bad("a text is not in quotes");
        if (c == '\\') ++at;
    }
}

std::optional<std::uint64_t> number(std::string_view word) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
    if (read.ec != std::errc{} || read.ptr != word.data() + word.size()) return std::nullopt;
    return value;
}

/// ldns takes 65537 for 1 where there are sixteen bits, and -1 for 65535: a number has to come out as it went
/// in.
void refuse_overflow(std::string_view before, std::string_view after) {
    const auto in = dns::words(before);
    const auto out = dns::words(after);
    for (std::size_t at = 0; at < std::min(in.size(), out.size()); ++at) {
        const auto value = number(out[at]);
        if (value && number(in[at]) != value) throw bad(in_quotes(in[at]) + " is out of range");
    }
}

}  // namespace

std::string zone_value(dns::RecordType type, std::string_view route53_value) {
    try {
        const std::string written = with_decimal_escapes(route53_value);
        refuse_other_syntax(type, written);
        const auto record = dns::native(dns::Record{.name = {}, .type = type, .ttl = {}, .value = written});
        std::string value = dns::record_of(*record).value;
        refuse_overflow(written, value);
        return value;
    } catch (Error& error) {
        throw std::move(error).within(in_quotes(route53_value) + " is no value for " + dns::to_string(type));
    }
}

}  // namespace certwright::sandbox
