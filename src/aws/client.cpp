#include "aws/client.hpp"

#include "aws/clock_skew.hpp"
#include "aws/error_body.hpp"
#include "aws/exchange.hpp"
#include "aws/sigv4.hpp"
#include "base/log.hpp"

#include <atomic>
#include <random>

namespace certwright::aws {

namespace {

/// A number in [0, 1) that spreads retries; nothing secret depends on it.
double chance() {
    thread_local std::minstd_rand engine{std::random_device{}()};
    return std::uniform_real_distribution<double>{0, 1}(engine);
}

bool is_expired(std::string_view code) {
    return code == "ExpiredToken" || code == "ExpiredTokenException" || code == "TokenRefreshRequired";
}

/// Wipes the body of a request that carries a secret, however its scope ends.
class ConfidentialBody {
  public:
    ConfidentialBody(std::string& body, bool is_confidential)
        : body_(body), is_confidential_(is_confidential) {}
    ~ConfidentialBody() {
        if (is_confidential_) wipe(body_);
    }
    ConfidentialBody(const ConfidentialBody&) = delete;
    ConfidentialBody& operator=(const ConfidentialBody&) = delete;

  private:
    std::string& body_;
    const bool is_confidential_;
};

/// What all calls of a client share.
struct Means {
    net::Transport& transport;
    CredentialsProvider& credentials;
    QuotaBook& quotas;
    Clock& clock;
    Metrics& metrics;
    const Site site;
    const std::string account;
    RetryTokens tokens{};
    /// How far AWS's clock is ahead of ours, in microseconds; 0 until a refusal taught it.
    std::atomic<Duration::rep> skew{0};
    /// AWS has accepted these credentials at least once.
    std::atomic<bool> key_is_proven{false};
};

/// One call on its way, with all its tries.
class Sending {
  public:
    Sending(Means& means, const Call& call, const CallContext& context)
        : means_(means),
          call_(call),
          context_(context),
          endpoint_(find_endpoint(call.service, call.region, means.site)),
          operation_(std::string{to_string(call.service)} + ":" + call.operation),
          deadline_(means.clock.now() + context.deadline) {}

    Outcome<std::string> run() {
        Outcome<std::string> outcome = until_answered();
        if (!outcome) counts_.failures = 1;
        if (context_.ledger) context_.ledger->add(operation_, counts_);
        return outcome;
    }

  private:
    Outcome<std::string> until_answered() {
        int tries = 1, throttles = 0, spent = 0;
        bool skew_learned = false, credentials_renewed = false;
        while (true) {
            if (!means_.quotas.acquire(means_.account, region(), operation_, deadline_, context_.stop))
                return context_.stop.stop_requested()
                           ? cancelled()
                           : failure(FailureKind::throttled, "its turn came too late");
            std::shared_ptr<const Credentials> credentials;
            if (call_.signed_) {
                auto found = means_.credentials.get(context_.stop);
                if (!found) return not_sent_now(found.failure());
                credentials = *found;
            }
            const Time signed_at = means_.clock.now() + Duration{means_.skew.load()};
            Ending ending = try_once(credentials.get(), signed_at);
            if (ending.outcome) {
                means_.tokens.give_back(spent);
                return std::move(ending.outcome);
            }
            const Failure& refused = ending.outcome.failure();
            may_have_happened_ = may_have_happened_ || may_have_happened(refused);
            if (!skew_learned && credentials && learn_from(refused, ending.headers, signed_at)) {
                skew_learned = true;
                note_retry();
                continue;
            }
            if (!credentials_renewed && credentials && is_expired(refused.code)) {
                means_.credentials.invalidate(*credentials);
                credentials_renewed = true;
                note_retry();
                continue;
            }
            const bool throttled = refused.kind == FailureKind::throttled;
            throttles += throttled ? 1 : 0;
            ending.last.number = tries;
            ending.last.throttles = throttles;
            ending.last.idempotent = call_.idempotent;
            const auto retry = plan_retry(ending.last, chance());
            if (!retry || means_.clock.now() + retry->delay > deadline_ || !means_.tokens.take(retry->cost))
                return refused;
            spent = retry->cost;
            tries += throttled ? 0 : 1;
            if (!means_.clock.wait_for(retry->delay, context_.stop)) return cancelled();
            note_retry();
        }
    }

    Ending try_once(const Credentials* credentials, Time signed_at) {
        net::ClientRequest request = compose(call_, endpoint_, means_.site);
        request.send_before = context_.send_before;
        request.is_confidential = call_.confidential_body != nullptr;
        const ConfidentialBody wiped{request.body, request.is_confidential};
        if (credentials)
            sign(request, *credentials, {signed_at, region(), std::string{to_string(call_.service)}});
        const Time start = means_.clock.now();
        request.timeout = std::min(request.timeout, std::max<Duration>(deadline_ - start, 1ms));
        ++counts_.calls;
        const auto answer = means_.transport.send(request, context_.stop);
        if (const auto* response = std::get_if<net::ClientResponse>(&answer); response && response->sent_at)
            means_.quotas.sent(means_.account, region(), operation_, *response->sent_at);
        Ending ending = read_answer(answer, call_, endpoint_, credentials, means_.key_is_proven);
        observe(ending, means_.clock.now() - start);
        return ending;
    }

    /// Tells quotas, metrics and the log how a try ended.
    void observe(const Ending& ending, Duration took) {
        const std::string service{to_string(call_.service)};
        if (ending.outcome) {
            means_.quotas.succeeded(means_.account, region(), operation_);
            if (call_.signed_) means_.key_is_proven = true;
        } else if (ending.outcome.failure().kind == FailureKind::throttled) {
            ++counts_.throttles;
            means_.quotas.throttled(means_.account, region(), operation_);
            means_.metrics.count("certwright_aws_throttles_total",
                                 "answers of AWS that said \"rate exceeded\"",
                                 {{"operation", operation_}, {"region", region()}});
        }
        means_.metrics.count(
            "certwright_aws_calls_total", "requests sent to AWS",
            {{"service", service},
             {"operation", call_.operation},
             {"outcome", ending.outcome ? "ok" : std::string{to_string(ending.outcome.failure().kind)}}});
        means_.metrics.observe_seconds("certwright_aws_call_seconds", "how long AWS took to answer",
                                       std::chrono::duration<double>(took).count(), {{"service", service}});
        log::debug("aws call", {{"operation", operation_},
                                {"region", region()},
                                {"status", ending.last.http_status},
                                {"request_id", request_id_of(ending.headers)}});
    }

    bool learn_from(const Failure& refused, const net::Headers& headers, Time signed_at) {
        const auto skew = learn_skew(refused.code, headers, signed_at, means_.clock.now());
        if (!skew) return false;
        means_.skew = skew->count();
        log::warn("this machine's clock is wrong; requests are signed with AWS's time",
                  {{"seconds_behind", std::chrono::duration_cast<std::chrono::seconds>(*skew).count()}});
        return true;
    }

    void note_retry() {
        ++counts_.retries;
        means_.metrics.count("certwright_aws_retries_total", "requests to AWS that repeat an earlier one");
    }

    const std::string& region() const { return endpoint_.signing_region; }
    Failure failure(FailureKind kind, std::string message) const {
        return not_sent_now(failure_of(call_, endpoint_, kind, std::move(message)));
    }
    /// This try sent nothing, so that only an earlier one may have done something.
    Failure not_sent_now(Failure failure) const {
        failure.was_sent = may_have_happened_;
        return failure;
    }
    Failure cancelled() const { return failure(FailureKind::cancelled, "the call was cancelled"); }

    Means& means_;
    const Call& call_;
    const CallContext& context_;
    const Endpoint endpoint_;
    const std::string operation_;  ///< "acm:ListCertificates": for quotas, ledgers and the log
    const Time deadline_;
    CallCounts counts_{};
    bool may_have_happened_ = false;  ///< by one of the tries
};

}  // namespace

struct Client::State {
    Means means;
};

Client::Client(net::Transport& transport, CredentialsProvider& credentials, QuotaBook& quotas, Clock& clock,
               Metrics& metrics, Site site, std::string account)
    : state_(
          new State{{transport, credentials, quotas, clock, metrics, std::move(site), std::move(account)}}) {
    // A site that cannot be is told now, not by the first call.
    find_endpoint(Service::sts, {}, state_->means.site);
}
Client::~Client() = default;

Outcome<std::string> Client::send(const Call& call, const CallContext& context) {
    return Sending{state_->means, call, context}.run();
}

const Site& Client::site() const noexcept {
    return state_->means.site;
}

}  // namespace certwright::aws
