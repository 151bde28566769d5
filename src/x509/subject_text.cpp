#include "x509/subject_text.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

constexpr std::string_view subject_hint =
    "write it as CN=shop.example.com,O=Example,C=DE, with \\ before a comma that belongs to a value";
constexpr std::string_view shared_place = "several attributes share one place";

[[noreturn]] void refuse_subject(std::string_view text, std::string_view problem) {
    throw Error{Fault::invalid, fmt::format("cannot read the subject {}: {}", in_quotes(text), problem),
                std::string{subject_hint}};
}

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

/// Walks over one subject from the left.
class SubjectReader {
  public:
    explicit SubjectReader(std::string_view text) : whole_(text), rest_(text) {}

    DistinguishedName read() {
        DistinguishedName name;
        if (trimmed(rest_).empty()) return name;
        while (true) {
            name.push_back(attribute());
            if (rest_.empty()) break;
            rest_.remove_prefix(1);  // the comma
        }
        std::ranges::reverse(name);
        return name;
    }

  private:
    NameAttribute attribute() {
        const auto equals = rest_.find('=');
        if (equals == std::string_view::npos || rest_.find(',') < equals)
            refuse_subject(whole_, "an attribute has no =");
        std::string type{trimmed(rest_.substr(0, equals))};
        while (!type.empty() && type.back() == ' ') type.pop_back();
        if (type.empty()) refuse_subject(whole_, "an attribute has no type");
        rest_.remove_prefix(equals + 1);
        return {std::move(type), value()};
    }

    std::string value() {
        rest_ = trimmed(rest_);
        std::string value = rest_.starts_with('#') ? encoded_value() : written_value();
        if (value.empty()) refuse_subject(whole_, "an attribute has no value");
        return value;
    }

    /// Section 2.4: # and the value's DER in hexadecimal, as values of types without a name are shown.
    std::string encoded_value() {
        const auto written = rest_.substr(1, rest_.find_first_of(",+") - 1);
        const auto hex = written.substr(0, written.find_last_not_of(' ') + 1);
        rest_.remove_prefix(1 + written.size());
        if (rest_.starts_with('+')) refuse_subject(whole_, shared_place);
        try {
            return utf8_of_der(from_hex(hex));
        } catch (const Error& error) {
            refuse_subject(
                whole_, fmt::format("# begins a value in hexadecimal, # itself is \\#: {}", error.message()));
        }
    }

    std::string written_value() {
        std::string value;
        std::size_t kept = 0;  // spaces behind it do not belong to the value, unless they are escaped
        while (!rest_.empty() && rest_.front() != ',') {
            if (rest_.front() == '+') refuse_subject(whole_, shared_place);
            const bool is_space = rest_.front() == ' ';
            value += character();
            if (!is_space) kept = value.size();
        }
        value.resize(kept);
        return value;
    }

    char character() {
        const bool is_escaped = rest_.front() == '\\';
        if (is_escaped) rest_.remove_prefix(1);
        if (rest_.empty()) refuse_subject(whole_, "it ends in a backslash");
        if (is_escaped && rest_.size() >= 2 && is_hex(rest_[0]) && is_hex(rest_[1])) {
            const char octet = static_cast<char>(from_hex(rest_.substr(0, 2)).front());
            rest_.remove_prefix(2);
            return octet;
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    std::string_view whole_, rest_;
};

}  // namespace

DistinguishedName parse_subject(std::string_view text) {
    return SubjectReader{text}.read();
}

}  // namespace certwright::x509
