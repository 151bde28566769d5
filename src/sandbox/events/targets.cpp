#include "sandbox/events/targets.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/events/delivery.hpp"
#include "sandbox/events/lookup.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/account.hpp"
#include "sandbox/world/arn.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace certwright::sandbox::events {
namespace {

/// "Amazon EventBridge quotas": targets of one rule.
constexpr std::size_t most_targets = 5;

[[noreturn]] void refuse_target(std::string message) {
    throw ServiceError{"ValidationException", std::move(message)};
}

/// What the sandbox does not act out must not look as if it worked.
void check_acted_out(const json::object& target, const std::string& id) {
    static const std::set<std::string_view> known{"Id",    "Arn",       "RoleArn",
                                                  "Input", "InputPath", "RetryPolicy"};
    for (const auto& [member, value] : target) {
        if (known.contains(member)) continue;
        refuse_target(
            fmt::format("The sandbox does not act out {} of target {}.", std::string_view{member}, id));
    }
}

Target read_target(const Call& call, const json::object& from) {
    Target target;
    target.id = from.at("Id").as_string();
    target.arn = from.at("Arn").as_string();
    const auto arn = Arn::parse(target.arn);
    if (!arn) {
        refuse_target(fmt::format("Parameter {} is not valid. Reason: Provided Arn is not in correct format.",
                                  target.arn));
    }
    if (arn->service != "sqs")
        refuse_target(
            fmt::format("The sandbox delivers events to queues of SQS only, not to {}.", target.arn));
    if (arn->region != call.region || arn->account_id != call.account.id)
        refuse_target(fmt::format("The queue {} is in another region or account.", target.arn));
    check_acted_out(from, target.id);
    target.input = json::text(from, "Input").value_or("");
    target.input_path = json::text(from, "InputPath").value_or("");
    if (!target.input.empty() && !target.input_path.empty())
        refuse_target(
            fmt::format("Only one of Input, InputPath, or InputTransformer must be provided for target "
                        "{}.",
                        target.id));
    if (!target.input_path.empty()) check_input_path(target.input_path);
    if (!target.input.empty()) {
        try {
            json::parse(target.input, "the input");
        } catch (const Error&) {
            refuse_target(fmt::format("JSON syntax error in input for target {}", target.id));
        }
    }
    return target;
}

json::object shown_target(const Target& target) {
    json::object shown{{"Id", target.id}, {"Arn", target.arn}};
    if (!target.input.empty()) shown["Input"] = target.input;
    if (!target.input_path.empty()) shown["InputPath"] = target.input_path;
    return shown;
}

json::object nothing_failed() {
    return {{"FailedEntryCount", 0}, {"FailedEntries", json::array{}}};
}

}  // namespace

json::object put_targets(const Call& call, const json::object& input) {
    auto& rule = require_rule(call, input, "Rule");
    auto targets = rule.targets;
    for (const auto& from : input.at("Targets").as_array()) {
        auto target = read_target(call, from.as_object());
        targets.insert_or_assign(target.id, target);
    }
    if (targets.size() > most_targets)
        throw ServiceError{"LimitExceededException",
                           "The requested resource exceeds the maximum number allowed."};
    rule.targets = std::move(targets);
    return nothing_failed();
}

json::object list_targets_by_rule(const Call& call, const json::object& input) {
    const auto& targets = require_rule(call, input, "Rule").targets;
    Pager pager = pager_of(input, call.now);
    json::array rows;
    for (auto row = targets.upper_bound(pager.after()); row != targets.end(); ++row) {
        if (!pager.take(row->first)) break;
        rows.push_back(shown_target(row->second));
    }
    json::object answer{{"Targets", std::move(rows)}};
    put_page_end(answer, pager);
    return answer;
}

json::object remove_targets(const Call& call, const json::object& input) {
    auto& targets = require_rule(call, input, "Rule").targets;
    for (const auto& id : json::texts(input, "Ids")) targets.erase(id);
    return nothing_failed();
}

json::object list_rule_names_by_target(const Call& call, const json::object& input) {
    const auto arn = json::text(input, "TargetArn").value_or("");
    const auto& rules = require_bus(call, input).rules;
    Pager pager = pager_of(input, call.now);
    json::array names;
    for (auto row = rules.upper_bound(pager.after()); row != rules.end(); ++row) {
        const auto& targets = row->second.targets;
        const bool leads_there = std::any_of(targets.begin(), targets.end(),
                                             [&](const auto& target) { return target.second.arn == arn; });
        if (!leads_there) continue;
        if (!pager.take(row->first)) break;
        names.push_back(json::value(row->first));
    }
    json::object answer{{"RuleNames", std::move(names)}};
    put_page_end(answer, pager);
    return answer;
}

}  // namespace certwright::sandbox::events
