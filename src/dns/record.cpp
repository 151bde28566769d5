#include "dns/record.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "dns/escape.hpp"
#include "net/http_message.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace certwright::dns {
namespace {

constexpr std::array<std::pair<RecordType, std::string_view>, 17> type_words{{
    {RecordType::a, "A"},
    {RecordType::ns, "NS"},
    {RecordType::cname, "CNAME"},
    {RecordType::soa, "SOA"},
    {RecordType::ptr, "PTR"},
    {RecordType::mx, "MX"},
    {RecordType::txt, "TXT"},
    {RecordType::aaaa, "AAAA"},
    {RecordType::srv, "SRV"},
    {RecordType::naptr, "NAPTR"},
    {RecordType::ds, "DS"},
    {RecordType::sshfp, "SSHFP"},
    {RecordType::tlsa, "TLSA"},
    {RecordType::svcb, "SVCB"},
    {RecordType::https, "HTTPS"},
    {RecordType::spf, "SPF"},
    {RecordType::caa, "CAA"},
}};

constexpr std::string_view white_space = " \t";

/// Takes a word off the front of `rest`. A quoted one ends with its quote, any other at white space.
std::string take_word(std::string_view& rest) {
    std::string word;
    const bool quoted = rest.front() == '"';
    if (quoted) rest.remove_prefix(1);
    while (!rest.empty()) {
        const char c = rest.front();
        if (quoted ? c == '"' : white_space.find(c) != white_space.npos) break;
        if (c == '\\') {
            word += take_escape(rest);
        } else {
            word += c;
            rest.remove_prefix(1);
        }
    }
    if (!quoted) return word;
    if (rest.empty()) throw Error{Fault::invalid, "a quote is not closed"};
    rest.remove_prefix(1);
    if (!rest.empty() && white_space.find(rest.front()) == white_space.npos)
        throw Error{Fault::invalid, "something follows a closing quote without a space"};
    return word;
}

}  // namespace

std::string to_string(RecordType type) {
    const auto found = std::find_if(type_words.begin(), type_words.end(),
                                    [&](const auto& entry) { return entry.first == type; });
    if (found != type_words.end()) return std::string{found->second};
    return "TYPE" + std::to_string(static_cast<std::uint16_t>(type));
}

std::optional<RecordType> record_type(std::string_view text) {
    const auto found = std::find_if(type_words.begin(), type_words.end(), [&](const auto& entry) {
        return net::equal_ignoring_case(entry.second, text);
    });
    if (found == type_words.end()) return std::nullopt;
    return found->first;
}

std::vector<std::string> words(std::string_view value) {
    std::vector<std::string> result;
    while (true) {
        value.remove_prefix(std::min(value.find_first_not_of(white_space), value.size()));
        if (value.empty()) return result;
        result.push_back(take_word(value));
    }
}

std::string joined_text(const Record& record) {
    std::string text;
    for (const std::string& word : words(record.value)) text += word;
    return text;
}

Name target(const Record& record) {
    return Name::parse(record.value);
}

}  // namespace certwright::dns
