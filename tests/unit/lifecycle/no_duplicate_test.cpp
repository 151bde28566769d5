#include "lifecycle/deployment/deployment_state.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>

namespace certwright::lifecycle {
namespace {

using State = DeploymentState;
using Kind = DeploymentEvent::Kind;

/// What happens to an import, or to the process just before or after it.
enum class Fate {
    answered,
    killed_before_it_is_sent,
    killed_and_done,        ///< sent, and the process killed before the answer
    killed_and_done_later,  ///< the same, and AWS shows it only some time after
    lost_and_done,
    lost_and_done_later,
    lost_and_not_done,
    turned_away,  ///< "rate exceeded"
};
constexpr std::array fates{
    Fate::answered,      Fate::killed_before_it_is_sent, Fate::killed_and_done,   Fate::killed_and_done_later,
    Fate::lost_and_done, Fate::lost_and_done_later,      Fate::lost_and_not_done, Fate::turned_away};

bool is_done(Fate fate) {
    return fate == Fate::answered || fate == Fate::killed_and_done || fate == Fate::lost_and_done;
}
bool is_done_later(Fate fate) {
    return fate == Fate::killed_and_done_later || fate == Fate::lost_and_done_later;
}

/// ACM as far as it matters here: every first import makes an ARN, whether or not another has the same
/// certificate.
class Acm {
  public:
    void import_at(Time when, const std::string& arn, const std::string& version) {
        under_way_.emplace(when, std::pair{arn, version});
    }
    /// What it shows at `now`: ARN to version.
    const std::map<std::string, std::string>& show(Time now) {
        while (!under_way_.empty() && under_way_.begin()->first <= now) {
            const auto [arn, version] = under_way_.begin()->second;
            served_[arn.empty() ? "arn:" + std::to_string(served_.size() + 1) : arn] = version;
            under_way_.erase(under_way_.begin());
        }
        return served_;
    }

  private:
    std::multimap<Time, std::pair<std::string, std::string>> under_way_;
    std::map<std::string, std::string> served_;
};

/// A job handler reduced to its decisions, which keeps nothing but the course between two steps.
class Handler {
  public:
    Handler(std::vector<Fate> script, std::size_t renewed_after, Duration settling = settling_time)
        : settling_(settling), script_(std::move(script)), renewed_after_(renewed_after) {}

    /// Until the course rests; the number of ARNs that ACM has then.
    std::size_t run() {
        while (course_.state != State::deployed && steps_ < 200) step();
        // Whatever is still under way comes to be seen.
        return acm_.show(now_ + 1h).size();
    }
    const Course& course() const { return course_; }
    std::string served() { return acm_.show(now_ + 1h).begin()->second; }

  private:
    void step() {
        if (++steps_ == renewed_after_) apply({.kind = Kind::want, .fingerprint = "v2"});
        switch (course_.state) {
            case State::waiting:
                return apply({.kind = Kind::start});
            case State::looking:
                return look();
            case State::importing:  // only a process that died leaves it so
                return apply({.kind = Kind::start});
            case State::verifying:
                return apply({.kind = acm_.show(now_).at(course_.arn) == course_.intended ? Kind::verified
                                                                                          : Kind::mismatch});
            default:
                FAIL() << to_string(course_.state);
        }
    }

    void look() {
        now_ += 1s;
        const auto& shown = acm_.show(now_);
        const std::string sought = course_.intended.empty() ? course_.wanted : course_.intended;
        for (const auto& [arn, version] : shown) {
            if (!course_.arn.empty() && arn != course_.arn) continue;
            if (version == sought) return apply({.kind = Kind::found, .arn = arn});
        }
        if (course_.intended.empty()) return import();
        if (!next(course_, {.kind = Kind::absent, .at = now_}, settling_)) {
            now_ += 10s;  // the job comes back later
            return;
        }
        apply({.kind = Kind::absent, .at = now_});
    }

    void import() {
        apply({.kind = Kind::intend, .fingerprint = course_.wanted, .arn = course_.arn, .at = now_});
        const Fate fate = script_.empty() ? Fate::answered : script_.back();
        if (!script_.empty()) script_.pop_back();
        if (is_done(fate)) acm_.import_at(now_, course_.arn, course_.intended);
        if (is_done_later(fate)) acm_.import_at(now_ + import_deadline, course_.arn, course_.intended);
        now_ += 1s;
        if (fate == Fate::answered)
            return apply({.kind = Kind::imported, .arn = acm_.show(now_).begin()->first});
        if (fate == Fate::turned_away) return apply({.kind = Kind::not_sent});
        const bool is_killed = fate == Fate::killed_before_it_is_sent || fate == Fate::killed_and_done ||
                               fate == Fate::killed_and_done_later;
        if (!is_killed) apply({.kind = Kind::lost_reply});
    }

    void apply(const DeploymentEvent& event) {
        const auto changed = next(course_, event, settling_);
        ASSERT_TRUE(changed) << to_string(event.kind) << " in " << to_string(course_.state);
        course_ = *changed;
    }

    const Duration settling_;
    Course course_{.state = State::waiting, .wanted = "v1"};
    Acm acm_;
    Time now_ = parse_rfc3339("2026-10-01T12:00:00Z");
    std::vector<Fate> script_;
    std::size_t renewed_after_;
    std::size_t steps_ = 0;
};

/// Every sequence of three fates, and a renewal at each step or never.
TEST(NoDuplicate, is_made_whatever_happens_to_three_imports_in_a_row) {
    constexpr std::size_t kinds = fates.size();
    for (std::size_t code = 0; code < kinds * kinds * kinds; ++code) {
        for (std::size_t renewed_after = 0; renewed_after < 12; ++renewed_after) {
            std::vector<Fate> script;
            for (std::size_t rest = code; script.size() < 3; rest /= kinds)
                script.push_back(fates[rest % kinds]);
            Handler handler{script, renewed_after};
            ASSERT_EQ(handler.run(), 1u) << code << " renewed after " << renewed_after;
            ASSERT_EQ(handler.course().state, State::deployed) << code << " renewed after " << renewed_after;
            ASSERT_EQ(handler.served(), handler.course().wanted)
                << code << " renewed after " << renewed_after;
        }
    }
}

/// That the test above would notice.
TEST(NoDuplicate, would_be_made_without_waiting_for_a_lost_import) {
    EXPECT_EQ(Handler({Fate::lost_and_done_later}, 0, 0s).run(), 2u);
    EXPECT_EQ(Handler({Fate::killed_and_done_later}, 0, 0s).run(), 2u);
}

}  // namespace
}  // namespace certwright::lifecycle
