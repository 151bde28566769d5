#pragma once

#include "aws/credentials.hpp"
#include "aws/endpoints.hpp"
#include "aws/failure.hpp"
#include "aws/ledger.hpp"
#include "aws/lessons.hpp"
#include "aws/quota.hpp"
#include "aws/service.hpp"
#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "base/secret.hpp"
#include "net/transport.hpp"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace certwright::aws {

/// What one caller lends to the calls it makes.
struct CallContext {
    std::stop_token stop;
    CallLedger* ledger = nullptr;  ///< also counted here, when set
    Duration deadline = 2min;      ///< for the call with its retries and waits for quota
    /// When it must not be sent any more, also by a process that was stopped for a while.
    std::optional<Time> send_before{};
};

/// One request in the terms of its protocol; the client finds endpoint, signature and retries.
struct Call {
    Service service;
    std::string operation;  ///< "ListCertificates"
    std::string region;     ///< for global services, any of the partition
    std::string body;       ///< JSON text, or form-encoded parameters without Action and Version
    std::string method = "POST";
    std::string path = "/";
    std::string query;       ///< canonical: sorted, RFC 3986 encoded
    bool idempotent = true;  ///< may be repeated after a lost answer
    bool signed_ = true;     ///< false for AssumeRoleWithWebIdentity
    /// Sent instead of `body`, and wiped wherever sending it has copied it; must outlive the call.
    const Secret* confidential_body = nullptr;
};

/// Sends calls of one account: signs, keeps to the quotas, retries, counts. Thread-safe.
class Client {
  public:
    /// `account` keys the quota buckets: its account id, or the access key while that is unknown.
    /// Everything referred to must outlive the client. Throws Fault::invalid for a site that cannot be.
    Client(net::Transport& transport, CredentialsProvider& credentials, QuotaBook& quotas, Clock& clock,
           Metrics& metrics, Site site, std::string account);
    ~Client();

    /// The body of a successful answer.
    Outcome<std::string> send(const Call& call, const CallContext& context);
    const Site& site() const noexcept;
    /// What this account's endpoints turned out not to have.
    Lessons& lessons() noexcept { return lessons_; }

  private:
    struct State;
    std::unique_ptr<State> state_;
    Lessons lessons_;
};

}  // namespace certwright::aws
