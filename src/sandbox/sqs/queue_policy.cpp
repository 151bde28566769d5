#include "sandbox/sqs/queue_policy.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace certwright::sandbox::sqs {
namespace {

/// "*" for any characters, "?" for one.
bool matches_wildcard(std::string_view pattern, std::string_view text) {
    std::size_t at = 0, in = 0, star = pattern.npos, resume = 0;
    while (in < text.size()) {
        if (at < pattern.size() && (pattern[at] == '?' || pattern[at] == text[in])) {
            ++at;
            ++in;
        } else if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            resume = in;
        } else if (star != pattern.npos) {
            at = star + 1;
            in = ++resume;
        } else {
            return false;
        }
    }
    while (at < pattern.size() && pattern[at] == '*') ++at;
    return at == pattern.size();
}

/// A member that is a text or a list of texts.
std::vector<std::string> texts_of(const json::object& from, std::string_view key) {
    if (auto one = json::text(from, key)) return {*std::move(one)};
    return json::texts(from, key);
}

template <class Matches>
bool any_of_texts(const json::object& from, std::string_view key, Matches matches) {
    const auto texts = texts_of(from, key);
    return std::any_of(texts.begin(), texts.end(), matches);
}

bool is_principal(const json::object& statement, const Deliverer& deliverer) {
    const auto* principal = json::find(statement, "Principal");
    if (principal == nullptr) return false;
    if (principal->is_string()) return principal->get_string() == "*";
    if (!principal->is_object()) return false;
    const auto& named = principal->get_object();
    const auto everybody = [](const std::string& text) { return text == "*"; };
    return any_of_texts(named, "AWS", everybody) || any_of_texts(named, "Service", [&](const auto& text) {
               return text == deliverer.service || text == "*";
           });
}

/// What a condition key is for this deliverer; nullptr for one that the sandbox does not know.
const std::string* context_of(const Deliverer& deliverer, std::string_view key) {
    const auto name = ascii::lower(std::string{key});
    if (name == "aws:sourcearn") return &deliverer.source_arn;
    if (name == "aws:sourceaccount") return &deliverer.account_id;
    return nullptr;
}

constexpr std::array<std::string_view, 4> operators{"ArnEquals", "ArnLike", "StringEquals", "StringLike"};

bool conditions_hold(const json::object& statement, const Deliverer& deliverer) {
    const auto* conditions = json::find(statement, "Condition");
    if (conditions == nullptr) return true;
    for (const auto& [how, keys] : conditions->as_object()) {
        for (const auto& [key, value] : keys.as_object()) {
            const auto* given = context_of(deliverer, key);
            const bool plain = how == "StringEquals";
            const bool holds =
                given != nullptr && any_of_texts(keys.as_object(), key, [&](const std::string& wanted) {
                    return plain ? wanted == *given : matches_wildcard(wanted, *given);
                });
            if (!holds) return false;
        }
    }
    return true;
}

void check_condition(std::string_view how, const json::value& keys) {
    if (std::find(operators.begin(), operators.end(), how) == operators.end() || !keys.is_object()) {
        throw Error{Fault::invalid,
                    fmt::format("The sandbox does not act out the condition operator {}.", how)};
    }
    for (const auto& [key, value] : keys.as_object()) {
        if (context_of({}, key) != nullptr) continue;
        throw Error{Fault::invalid,
                    fmt::format("The sandbox does not act out the condition key {}.", std::string_view{key})};
    }
}

bool applies(const json::object& statement, const Deliverer& deliverer, const std::string& queue_arn) {
    return is_principal(statement, deliverer) &&
           any_of_texts(statement, "Action",
                        [](const std::string& action) {
                            return matches_wildcard(ascii::lower(action), "sqs:sendmessage");
                        }) &&
           any_of_texts(statement, "Resource",
                        [&](const std::string& arn) { return matches_wildcard(arn, queue_arn); }) &&
           conditions_hold(statement, deliverer);
}

}  // namespace

QueuePolicy QueuePolicy::parse(std::string_view text) {
    const auto value = json::parse(text, "the policy");
    if (!value.is_object()) throw Error{Fault::invalid, "A policy is a JSON object."};
    QueuePolicy policy;
    const auto* statements = json::find(value.as_object(), "Statement");
    if (statements == nullptr) throw Error{Fault::invalid, "A policy has statements."};
    const json::array all = statements->is_array() ? statements->get_array() : json::array{*statements};
    for (const auto& statement : all) {
        if (!statement.is_object()) throw Error{Fault::invalid, "A statement is a JSON object."};
        policy.statements_.push_back(statement.get_object());
    }
    return policy;
}

void QueuePolicy::check() const {
    for (const auto& statement : statements_) {
        const auto* conditions = json::find(statement, "Condition");
        if (conditions == nullptr) continue;
        if (!conditions->is_object()) throw Error{Fault::invalid, "Conditions are a JSON object."};
        for (const auto& [how, keys] : conditions->get_object()) check_condition(how, keys);
    }
}

bool QueuePolicy::lets_send(const Deliverer& deliverer, const std::string& queue_arn) const {
    bool allowed = false;
    for (const auto& statement : statements_) {
        if (!applies(statement, deliverer, queue_arn)) continue;
        if (json::text(statement, "Effect") == "Deny") return false;
        allowed = true;
    }
    return allowed;
}

}  // namespace certwright::sandbox::sqs
