#pragma once

#include <boost/json/fwd.hpp>

#include <string_view>

namespace certwright::sandbox::events {

/// Equal values of the same kind; 300 and 300.0 are the same number.
bool is_same_value(const boost::json::value& wanted, const boost::json::value& given);

/// prefix, suffix, equals-ignore-case, wildcard; the first two also as {"equals-ignore-case": …}.
bool compares_text(std::string_view how, const boost::json::value& operand, std::string_view text);
/// Throws ServiceError InvalidEventPatternException.
void check_text_comparison(std::string_view how, const boost::json::value& operand);

/// [">", 0, "<=", 5]
bool is_in_range(const boost::json::array& range, const boost::json::value& number);
/// Throws ServiceError InvalidEventPatternException.
void check_range_of(const boost::json::value& operand);

}  // namespace certwright::sandbox::events
