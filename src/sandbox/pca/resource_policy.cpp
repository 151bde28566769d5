#include "sandbox/pca/resource_policy.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/arn.hpp"

#include <algorithm>
#include <utility>

namespace certwright::sandbox::pca {
namespace {

[[noreturn]] void refuse_policy(std::string message) {
    throw ServiceError{"InvalidPolicyException", std::move(message)};
}

std::vector<std::string> principals_of(const json::object& statement) {
    const auto* found = json::find(statement, "Principal");
    if (found == nullptr) refuse_policy("A statement of the policy has no Principal.");
    if (found->is_string()) {
        if (found->as_string() != "*") refuse_policy("A Principal is an object, or \"*\".");
        return {"*"};
    }
    if (!found->is_object() || found->as_object().size() != 1 || !found->as_object().contains("AWS"))
        refuse_policy("The sandbox understands principals of the kind AWS only.");
    const auto& named = found->as_object().at("AWS");
    if (named.is_string()) return {std::string{named.as_string()}};
    return json::texts(found->as_object(), "AWS");
}

/// "123456789012" and "arn:aws:iam::123456789012:root" are everybody in that account.
bool is_meant(const std::string& named, const Principal& principal) {
    if (named == "*" || named == principal.account_id || named == principal.arn ||
        named == principal.role_arn)
        return true;
    const auto arn = Arn::parse(named);
    return arn && arn->resource == "root" && arn->account_id == principal.account_id;
}

}  // namespace

ResourcePolicy ResourcePolicy::parse(std::string_view text) {
    ResourcePolicy policy;
    try {
        const auto document = json::parse(text, "the policy").as_object();
        for (const auto& each : document.at("Statement").as_array()) {
            json::object statement = each.as_object();
            auto principals = principals_of(statement);
            statement.erase("Principal");
            const json::object alone{{"Statement", json::array{std::move(statement)}}};
            policy.statements_.push_back(
                {std::move(principals), Policy::parse(boost::json::serialize(alone))});
        }
    } catch (const ServiceError&) {
        throw;
    } catch (const Error& wrong) {
        refuse_policy(wrong.message());
    } catch (const std::exception&) {
        refuse_policy("The policy is not valid: it must have a list of statements.");
    }
    if (policy.statements_.empty()) refuse_policy("The policy has no statements.");
    return policy;
}

Verdict ResourcePolicy::decide(const Principal& principal, const AccessRequest& request) const {
    Verdict verdict = Verdict::denied_implicitly;
    for (const auto& [principals, policy] : statements_) {
        const bool meant = std::any_of(principals.begin(), principals.end(),
                                       [&](const auto& named) { return is_meant(named, principal); });
        if (!meant) continue;
        const Verdict one = policy.decide(request);
        if (one == Verdict::denied_explicitly) return one;
        if (one == Verdict::allowed) verdict = one;
    }
    return verdict;
}

}  // namespace certwright::sandbox::pca
