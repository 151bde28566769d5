#include "sandbox/sqs/batch.hpp"

#include "base/json.hpp"
#include "sandbox/sqs/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

namespace certwright::sandbox::sqs {
namespace {

constexpr std::size_t most_entries = 10, longest_id = 80;

void check_entry_id(const std::string& id) {
    const bool plain = std::all_of(id.begin(), id.end(), [](unsigned char character) {
        return std::isalnum(character) != 0 || character == '-' || character == '_';
    });
    if (plain && !id.empty() && id.size() <= longest_id) return;
    throw refusal(
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be "
        "at most 80 letters long.");
}

void check_batch(const json::array& entries) {
    if (entries.empty())
        throw refusal("EmptyBatchRequest", "There should be at least one entry in the request.");
    if (entries.size() > most_entries) {
        throw refusal("TooManyEntriesInBatchRequest",
                      fmt::format("Maximum number of entries per request are {}. You have sent {}.",
                                  most_entries, entries.size()));
    }
    std::set<std::string> seen;
    for (const auto& entry : entries) {
        auto id = json::text(entry.as_object(), "Id").value_or("");
        check_entry_id(id);
        if (!seen.insert(id).second)
            throw refusal("BatchEntryIdsNotDistinct", fmt::format("Id {} repeated.", id));
    }
}

}  // namespace

json::object for_each_entry(const json::object& input,
                            const std::function<json::object(const json::object& entry)>& act) {
    const auto& entries = input.at("Entries").as_array();
    check_batch(entries);
    json::array successful, failed;
    for (const auto& entry : entries) {
        const auto& id = entry.as_object().at("Id");
        try {
            auto row = act(entry.as_object());
            row["Id"] = id;
            successful.push_back(std::move(row));
        } catch (const ServiceError& refused) {
            failed.push_back(json::object{{"Id", id},
                                          {"SenderFault", true},
                                          {"Code", refused.query_code()},
                                          {"Message", refused.message()}});
        }
    }
    return {{"Successful", std::move(successful)}, {"Failed", std::move(failed)}};
}

}  // namespace certwright::sandbox::sqs
