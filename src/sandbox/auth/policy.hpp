#pragma once

#include <boost/json/fwd.hpp>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox {

/// What an IAM policy decides on: an action on a resource, with the condition keys that the sandbox fills.
struct AccessRequest {
    std::string action;                               ///< "acm:ListCertificates"
    std::string resource = "*";                       ///< an ARN, or "*" where the action has none
    std::multimap<std::string, std::string> context;  ///< condition keys, "acm:DomainNames" may repeat
    std::string called;                               ///< how a refusal calls the resource; empty: by its ARN
};

enum class Verdict { allowed, denied_explicitly, denied_implicitly };

/// An identity-based policy document (IAM user guide, "policy grammar"), the part of it that testing needs:
/// Effect, Action and NotAction, Resource and NotResource with wildcards, and the conditions
/// StringEquals, StringLike, StringNotEquals and Bool. A document with anything else is refused when it is
/// read, so that no test passes because a statement was overlooked.
class Policy {
  public:
    /// Throws Fault::invalid.
    static Policy parse(std::string_view json);
    /// Allows everything.
    static Policy administrator();
    /// Allows what both allow, and denies what either denies: a role's policy in a session that has one of
    /// its own ("Session policies" in the IAM user guide).
    Policy limited_by(std::shared_ptr<const Policy> limit) const;

    Verdict decide(const AccessRequest& request) const;
    const std::string& text() const { return text_; }
    /// What limits it; nullptr: nothing.
    const Policy* limit() const { return limit_.get(); }

  private:
    struct Condition {
        std::string test;
        std::string key;
        std::vector<std::string> values;
    };
    struct Statement {
        bool allow = true;
        bool inverted_action = false, inverted_resource = false;
        std::vector<std::string> actions, resources;
        std::vector<Condition> conditions;
    };
    static bool applies(const Statement& statement, const AccessRequest& request);
    static bool holds(const Condition& condition, const AccessRequest& request);
    static Statement read(const boost::json::object& statement);

    std::string text_;
    std::vector<Statement> statements_;
    std::shared_ptr<const Policy> limit_;
};

/// "*" for any run of characters, "?" for one.
bool wildcard_match(std::string_view pattern, std::string_view text, bool ignore_case = false);

}  // namespace certwright::sandbox
