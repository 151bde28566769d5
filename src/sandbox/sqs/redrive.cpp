#include "sandbox/sqs/redrive.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <charconv>

namespace certwright::sandbox::sqs {
namespace {

/// A number, or one in quotation marks, as templates write it.
std::int64_t read_count(const json::object& from) {
    if (const auto number = json::integer(from, "maxReceiveCount")) return *number;
    const auto text = json::text(from, "maxReceiveCount").value_or("");
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

Redrive Redrive::parse(std::string_view text) {
    const auto value = json::parse(text, "the redrive policy");
    if (!value.is_object()) throw Error{Fault::invalid, "Reason: Redrive policy is not a valid JSON map."};
    const auto& from = value.as_object();
    Redrive redrive{.dead_letter_arn = json::text(from, "deadLetterTargetArn").value_or(""),
                    .most_receives = read_count(from)};
    if (redrive.dead_letter_arn.empty())
        throw Error{Fault::invalid,
                    "Reason: Redrive policy does not contain mandatory attribute: "
                    "deadLetterTargetArn."};
    if (redrive.most_receives < 1 || redrive.most_receives > 1000)
        throw Error{Fault::invalid, "Reason: Invalid value for maxReceiveCount."};
    return redrive;
}

}  // namespace certwright::sandbox::sqs
