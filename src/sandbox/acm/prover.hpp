#pragma once

#include <optional>
#include <string>
#include <vector>

namespace certwright::sandbox::acm {

/// A mail of email validation.
struct Question {
    std::string address;
    std::string arn, account_id, region, domain;
    std::string approval;
    bool for_renewal = false;
};

/// What validation asks the world outside.
class Prover {
  public:
    virtual ~Prover() = default;
    /// Whether `name` leads to `value` by CNAME records, five of them at most ("DNS validation" in the ACM
    /// user guide). Names end with a dot.
    virtual bool leads_to(const std::string& name, const std::string& value) = 0;
    /// Whether CAA records let Amazon issue for the name (RFC 8659).
    virtual bool caa_allows(const std::string& name) = 0;
    /// Sends the mail that asks for approval of the name; whoever shows `approval` approves it.
    virtual void ask_by_mail(const Question& question) = 0;
};

}  // namespace certwright::sandbox::acm
