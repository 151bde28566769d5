#include "inventory/filter_terms.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/international_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace certwright::inventory {
namespace {

constexpr std::size_t longest_value = 512;
constexpr std::size_t most_values = 50;

void check_value(const FilterProperties& known, const std::string& property, const std::string& value) {
    const auto named = [&](const auto& one) { return one.first == property; };
    if (std::ranges::none_of(known, named)) refuse_filter(property, value, "there is no such property");
    if (value.empty() || value.size() > longest_value)
        refuse_filter(property, value, "must have 1 to 512 characters");
}

/// As certificates have it, where the value has letters beyond ASCII and is a name of whole labels.
std::optional<std::string> in_a_labels(std::string_view value) {
    const bool is_ascii =
        std::ranges::all_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (is_ascii) return std::nullopt;
    const std::string_view sign = value.starts_with('=') ? value.substr(0, 1) : std::string_view{};
    try {
        return std::string{sign} + x509::to_dns_name(value.substr(sign.size()));
    } catch (const Error&) {
        return std::nullopt;  // it is looked for as it is written alone
    }
}

void add_in_a_labels(std::vector<std::string>& values) {
    for (std::size_t i = 0, written = values.size(); i < written; ++i)
        if (auto name = in_a_labels(values[i])) values.push_back(*std::move(name));
}

}  // namespace

std::vector<FilterTerm> parse_filter_terms(
    const FilterProperties& known, const std::vector<std::pair<std::string, std::string>>& parameters) {
    std::vector<FilterTerm> terms;
    for (const auto& [property, value] : parameters) {
        check_value(known, property, value);
        auto term = std::ranges::find(terms, property, &FilterTerm::property);
        if (term == terms.end()) term = terms.insert(term, FilterTerm{property, {}, {}});
        if (value.front() == '!')
            term->unwanted.push_back(value.substr(1));
        else
            term->wanted.push_back(value);
        if (term->wanted.size() + term->unwanted.size() > most_values)
            refuse_filter(property, value, "is repeated too often");
    }
    return terms;
}

void add_international_names(std::vector<FilterTerm>& terms,
                             std::initializer_list<std::string_view> properties) {
    for (FilterTerm& term : terms) {
        if (std::ranges::find(properties, term.property) == properties.end()) continue;
        add_in_a_labels(term.wanted);
        add_in_a_labels(term.unwanted);
    }
}

void refuse_filter(const std::string& property, const std::string& value, const std::string& expected) {
    throw Error{Fault::invalid,
                fmt::format("cannot filter by {} {}: {}", property, in_quotes(value), expected)}
        .with_field(property, expected);
}

bool truth_of_filter(const std::string& property, const std::string& value) {
    if (value == "true") return true;
    if (value == "false") return false;
    refuse_filter(property, value, "must be true or false");
}

int days_of_filter(const std::string& property, const std::string& value) {
    int number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, problem] = std::from_chars(value.data(), end, number);
    if (problem != std::errc{} || stop != end || number < 0 || number > 36500)
        refuse_filter(property, value, "must be a number of days from 0 to 36500");
    return number;
}

std::string fingerprint_form(std::string_view text) {
    std::string digits;
    for (const char c : ascii::lower(text))
        if (c != ':' && c != ' ') digits += c;
    return digits;
}

}  // namespace certwright::inventory
