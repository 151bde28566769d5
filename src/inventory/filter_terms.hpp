#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What every filter of a list is made of.
namespace certwright::inventory {

/// A property with the values that it is to have, and those that it must not have.
struct FilterTerm {
    std::string property;
    std::vector<std::string> wanted, unwanted;
};

/// The properties there are, each with one line of explanation.
using FilterProperties = std::vector<std::pair<std::string_view, std::string_view>>;

/// Query parameters as terms: repeated values of one property are alternatives, `!` in front of a value
/// negates it. Throws Fault::invalid for an unknown property, an empty or long value, more than fifty.
std::vector<FilterTerm> parse_filter_terms(
    const FilterProperties& known, const std::vector<std::pair<std::string, std::string>>& parameters);

/// Certificates have international names as xn--…: whoever writes one in its own letters in a value of these
/// properties means that too.
void add_international_names(std::vector<FilterTerm>& terms,
                             std::initializer_list<std::string_view> properties);

/// Throws Fault::invalid naming the property.
[[noreturn]] void refuse_filter(const std::string& property, const std::string& value,
                                const std::string& expected);
/// Each throws Fault::invalid for a value that cannot be meant.
bool truth_of_filter(const std::string& property, const std::string& value);
int days_of_filter(const std::string& property, const std::string& value);

/// A fingerprint as it is stored, from one with colons, blanks or capitals.
std::string fingerprint_form(std::string_view text);

}  // namespace certwright::inventory
