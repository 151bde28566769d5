#include "http/routes/filter_query.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "net/url.hpp"

#include <fmt/format.h>

namespace certwright::http {
namespace {

/// What separates the parts of a query, or stands for something else in it.
bool must_be_escaped(unsigned char byte) {
    return byte <= 0x20 || byte >= 0x7f || byte == '&' || byte == '%' || byte == '+' || byte == '#';
}

std::string escaped(const std::string& value) {
    std::string text;
    for (const char c : value)
        if (const auto byte = static_cast<unsigned char>(c); must_be_escaped(byte))
            text += fmt::format("%{:02X}", byte);
        else
            text += c;
    return text;
}

}  // namespace

Schema filter_query_schema() {
    return text().length(1, 4096).describe(
        "What the list of certificates is filtered by, as in its address: `owner=payments&tag=env=live`. "
        "Different properties all hold, repeated ones are alternatives, `!` in front of a value negates it.");
}

lifecycle::FilterParameters read_filter_query(std::string_view text) {
    auto filter = net::parse_query(text);
    for (const auto& [property, value] : filter)
        if (property.empty() || value.empty())
            throw Error{Fault::invalid,
                        fmt::format("the filter {} has a part without a value", in_quotes(text)),
                        "write it as in owner=payments&has_key=true"};
    return filter;
}

std::string write_filter_query(const lifecycle::FilterParameters& filter) {
    std::string text;
    for (const auto& [property, value] : filter)
        text += fmt::format("{}{}={}", text.empty() ? "" : "&", property, escaped(value));
    return text;
}

}  // namespace certwright::http
