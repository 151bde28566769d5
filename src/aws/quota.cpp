#include "aws/quota.hpp"

#include <algorithm>
#include <list>
#include <map>
#include <mutex>
#include <string_view>
#include <tuple>

namespace certwright::aws {

namespace {

/// Calls per second that AWS publishes, for each account and region.
/// ACM: https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
/// Private CA: https://docs.aws.amazon.com/general/latest/gr/pca.html
/// IAM, STS, EC2 and tagging publish no figure for each operation; these stay well below what they bear.
double published_rate(std::string_view operation) {
    static const std::map<std::string_view, double> rates{
        {"acm:AddTagsToCertificate", 5},
        {"acm:DeleteCertificate", 10},
        {"acm:DescribeCertificate", 10},
        {"acm:ExportCertificate", 10},
        {"acm:GetAccountConfiguration", 1},
        {"acm:GetCertificate", 10},
        {"acm:ImportCertificate", 1},
        {"acm:ListCertificates", 8},
        {"acm:ListTagsForCertificate", 10},
        {"acm:ListTagsForResource", 5},
        {"acm:PutAccountConfiguration", 1},
        {"acm:RemoveTagsFromCertificate", 5},
        {"acm:RenewCertificate", 5},
        {"acm:RequestCertificate", 5},
        {"acm:ResendValidationEmail", 1},
        {"acm:SearchCertificates", 5},
        {"acm:TagResource", 5},
        {"acm:UntagResource", 5},
        {"acm:UpdateCertificateOptions", 5},
        {"acm-pca:DescribeCertificateAuthority", 20},
        {"acm-pca:GetCertificate", 75},
        {"acm-pca:GetCertificateAuthorityCertificate", 20},
        {"acm-pca:GetCertificateAuthorityCsr", 10},
        {"acm-pca:IssueCertificate", 25},
        {"acm-pca:ListCertificateAuthorities", 20},
        {"acm-pca:ListPermissions", 5},
        {"acm-pca:RevokeCertificate", 20},
    };
    if (const auto found = rates.find(operation); found != rates.end()) return found->second;
    if (operation.starts_with("sts:")) return 100;
    if (operation.starts_with("acm:")) return 5;
    return 10;
}

/// As in the SDKs' adaptive mode, a throttle takes three tenths, which come back quickly up to just below
/// what was refused; from there on it is felt for more.
constexpr double decrease = 0.7;
constexpr double return_share = 0.25;   ///< of what is missing, for each good answer
constexpr double below_refused = 0.95;  ///< of the rate that was refused
constexpr double growth_share = 0.001;  ///< of the published rate, for each good answer beyond that
constexpr double lowest_share = 0.05;
constexpr Duration pause = 500ms;
/// Where only one call may go at once, one that travelled faster than the one before would be too early.
constexpr Duration jitter = 20ms;
/// Answers to calls that were sent before the last decrease say nothing new.
constexpr Duration reaction_time = 1s;

Duration seconds(double count) {
    return Duration{static_cast<Duration::rep>(count * 1e6)};
}

/// A token bucket kept as the time at which the next token is due (the generic cell rate algorithm),
/// so that a turn is a moment, given out in the order of asking.
class Bucket {
  public:
    using Turn = std::list<Time>::iterator;

    explicit Bucket(double published) : published_(published), rate_(published), refused_rate_(published) {}

    /// The moment of the next turn; nobody has taken it yet.
    Time next_turn(Time now) const {
        const Time turn = std::max({now, due_ - burst(), paused_until_});
        return waiting_.empty() ? turn : std::max(turn, waiting_.back());
    }

    Turn take(Time now) {
        const Time turn = next_turn(now);
        due_ = std::max(due_, turn) + gap();
        return waiting_.insert(waiting_.end(), turn);
    }

    void leave(Turn turn) { waiting_.erase(turn); }

    /// With a burst left, a call that goes out late takes nothing from those that follow.
    void note_sent(Time at, Time now) {
        if (burst() == Duration{}) postpone(at + gap(), now);
    }

    void slow_down(Time now) {
        paused_until_ = std::max(paused_until_, now + pause);
        if (now >= slowed_at_ + reaction_time) {
            refused_rate_ = rate_;
            rate_ = std::max(rate_ * decrease, published_ * lowest_share);
            slowed_at_ = now;
        }
        postpone(paused_until_, now);  // whatever burst was left is gone
    }

    void recover() {
        const double missing = refused_rate_ * below_refused - rate_;
        rate_ += std::max(missing * return_share, published_ * growth_share);
        rate_ = std::min(rate_, published_);
    }

  private:
    Duration gap() const { return seconds(1 / rate_) + (burst() == Duration{} ? jitter : Duration{}); }
    /// Those in the queue keep their order and get turns from `turn` on.
    void postpone(Time turn, Time now) {
        for (Time& waiting : waiting_) {
            if (waiting <= now) continue;
            waiting = std::max(waiting, turn);
            turn = waiting + gap();
        }
        due_ = std::max(due_, turn + burst());
    }
    /// One second's worth may go at once.
    Duration burst() const { return seconds(std::max(rate_ - 1, 0.0) / rate_); }

    double published_;
    double rate_;
    double refused_rate_;  ///< at the last throttle
    Time due_{};
    Time paused_until_{};
    Time slowed_at_{};
    std::list<Time> waiting_;
};

}  // namespace

struct QuotaBook::State {
    Clock& clock;
    double scale;
    std::mutex mutex;
    std::map<std::tuple<std::string, std::string, std::string>, Bucket> buckets;

    Bucket& bucket(const std::string& account, const std::string& region, const std::string& operation) {
        return buckets.try_emplace({account, region, operation}, published_rate(operation) * scale)
            .first->second;
    }
};

QuotaBook::QuotaBook(Clock& clock, double scale)
    : state_(new State{.clock = clock, .scale = scale, .mutex = {}, .buckets = {}}) {}
QuotaBook::~QuotaBook() = default;

bool QuotaBook::acquire(const std::string& account, const std::string& region, const std::string& operation,
                        Time deadline, std::stop_token stop) {
    std::unique_lock lock{state_->mutex};
    Bucket& bucket = state_->bucket(account, region, operation);
    if (stop.stop_requested() || bucket.next_turn(state_->clock.now()) > deadline) return false;
    const Bucket::Turn turn = bucket.take(state_->clock.now());
    bool mine = true;
    while (mine && *turn > state_->clock.now()) {
        // The turn may be moved while we wait for it.
        const Time moment = *turn;
        if (moment > deadline) {
            mine = false;
            break;
        }
        lock.unlock();
        mine = state_->clock.wait_until(moment, stop);
        lock.lock();
    }
    bucket.leave(turn);
    return mine;
}

void QuotaBook::sent(const std::string& account, const std::string& region, const std::string& operation,
                     Time at) {
    const std::scoped_lock lock{state_->mutex};
    const Time now = state_->clock.now();
    // By the machine's clock, which ours may be behind.
    state_->bucket(account, region, operation).note_sent(std::min(at, now), now);
}

void QuotaBook::throttled(const std::string& account, const std::string& region,
                          const std::string& operation) {
    const std::scoped_lock lock{state_->mutex};
    state_->bucket(account, region, operation).slow_down(state_->clock.now());
}

void QuotaBook::succeeded(const std::string& account, const std::string& region,
                          const std::string& operation) {
    const std::scoped_lock lock{state_->mutex};
    state_->bucket(account, region, operation).recover();
}

}  // namespace certwright::aws
