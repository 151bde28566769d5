#include "sandbox/auth/policy.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::sandbox {
namespace {

/// Policies write one string or a list of them.
std::vector<std::string> strings_of(const json::object& from, std::string_view key) {
    const auto* found = json::find(from, key);
    if (found == nullptr) return {};
    if (found->is_string()) return {std::string{found->get_string()}};
    return json::texts(from, key);
}

bool is_known_test(std::string_view test) {
    return test == "StringEquals" || test == "StringLike" || test == "StringNotEquals" || test == "Bool";
}

}  // namespace

bool wildcard_match(std::string_view pattern, std::string_view text, bool ignore_case) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = pattern.npos;
    std::size_t retry = 0;
    while (t < text.size()) {
        const bool same =
            p < pattern.size() && pattern[p] != '*' &&
            (pattern[p] == '?' ||
             (ignore_case ? ascii::lower(pattern[p]) == ascii::lower(text[t]) : pattern[p] == text[t]));
        if (same) {
            ++p, ++t;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            retry = t;
        } else if (star != pattern.npos) {
            p = star + 1;
            t = ++retry;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

Policy Policy::parse(std::string_view text) {
    const auto document = json::parse(text, "the policy");
    if (!document.is_object()) throw Error{Fault::invalid, "a policy is a JSON object"};
    Policy policy;
    policy.text_ = text;
    const auto* statements = json::find(document.as_object(), "Statement");
    if (statements == nullptr) throw Error{Fault::invalid, "the policy has no Statement"};
    if (statements->is_object()) {
        policy.statements_.push_back(read(statements->as_object()));
        return policy;
    }
    for (const auto& statement : statements->as_array())
        policy.statements_.push_back(read(statement.as_object()));
    return policy;
}

Policy Policy::administrator() {
    return parse(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]})");
}

Policy::Statement Policy::read(const json::object& object) {
    Statement statement;
    for (const auto& [key, value] : object) {
        const std::string_view name = key;
        static constexpr std::string_view known[] = {"Sid",      "Effect",      "Action",   "NotAction",
                                                     "Resource", "NotResource", "Condition"};
        if (std::find(std::begin(known), std::end(known), name) == std::end(known)) {
            throw Error{Fault::invalid, fmt::format("the sandbox does not understand {} in a policy", name)};
        }
    }
    statement.allow = json::text(object, "Effect").value_or("") == "Allow";
    statement.inverted_action = object.contains("NotAction");
    statement.inverted_resource = object.contains("NotResource");
    statement.actions = strings_of(object, statement.inverted_action ? "NotAction" : "Action");
    statement.resources = strings_of(object, statement.inverted_resource ? "NotResource" : "Resource");
    const auto* conditions = json::find(object, "Condition");
    if (conditions == nullptr) return statement;
    for (const auto& [test, keys] : conditions->as_object()) {
        if (!is_known_test(test)) {
            throw Error{Fault::invalid, fmt::format("the sandbox does not understand the condition {}",
                                                    std::string_view{test})};
        }
        for (const auto& [key, values] : keys.as_object()) {
            statement.conditions.push_back(
                {std::string{test}, std::string{key}, strings_of(keys.as_object(), key)});
        }
    }
    return statement;
}

bool Policy::holds(const Condition& condition, const AccessRequest& request) {
    const auto [first, last] = request.context.equal_range(condition.key);
    if (first == last) return condition.test == "StringNotEquals";
    const auto matches = [&](const std::string& given) {
        return std::any_of(condition.values.begin(), condition.values.end(), [&](const std::string& wanted) {
            return condition.test == "StringLike" ? wildcard_match(wanted, given) : wanted == given;
        });
    };
    const bool all = std::all_of(first, last, [&](const auto& entry) { return matches(entry.second); });
    return condition.test == "StringNotEquals" ? !all : all;
}

bool Policy::applies(const Statement& statement, const AccessRequest& request) {
    const bool action = std::any_of(
        statement.actions.begin(), statement.actions.end(),
        [&](const auto& pattern) { return wildcard_match(pattern, request.action, /*ignore_case=*/true); });
    const bool resource =
        std::any_of(statement.resources.begin(), statement.resources.end(),
                    [&](const auto& pattern) { return wildcard_match(pattern, request.resource); });
    if (action == statement.inverted_action || resource == statement.inverted_resource) return false;
    return std::all_of(statement.conditions.begin(), statement.conditions.end(),
                       [&](const auto& condition) { return holds(condition, request); });
}

Policy Policy::limited_by(std::shared_ptr<const Policy> limit) const {
    Policy limited = *this;
    limited.limit_ = limit_ ? std::make_shared<const Policy>(limit_->limited_by(std::move(limit))) : limit;
    return limited;
}

Verdict Policy::decide(const AccessRequest& request) const {
    const Verdict limit = limit_ ? limit_->decide(request) : Verdict::allowed;
    if (limit == Verdict::denied_explicitly) return limit;
    bool allowed = false;
    for (const auto& statement : statements_) {
        if (!applies(statement, request)) continue;
        if (!statement.allow) return Verdict::denied_explicitly;
        allowed = true;
    }
    return allowed ? limit : Verdict::denied_implicitly;
}

}  // namespace certwright::sandbox
