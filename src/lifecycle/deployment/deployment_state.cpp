#include "lifecycle/deployment/deployment_state.hpp"

#include "base/error.hpp"
#include "lifecycle/deployment/deployment_state_names.hpp"

#include <algorithm>
#include <array>

namespace certwright::lifecycle {
namespace {

using State = DeploymentState;
using Kind = DeploymentEvent::Kind;

static_assert(static_cast<std::size_t>(State::removed) + 1 == deployment_state_names.size());

constexpr std::array<std::string_view, 17> deployment_event_words{
    "want",     "start",    "intend",   "imported", "not_sent", "lost_reply", "found", "absent", "gone",
    "verified", "mismatch", "put_back", "refused",  "give_up",  "cancel",     "retry", "remove"};

bool is_under_way(State state) {
    return state == State::looking || state == State::importing || state == State::verifying ||
           state == State::putting_back;
}

Course in(Course course, State state) {
    course.state = state;
    return course;
}

/// Nothing is intended any more.
void forget_intention(Course& course) {
    course.intended.clear();
    course.target.clear();
    course.before.clear();
}

/// The intention is resolved. `state` is where this leads, unless another version is wanted by now.
Course resolved(Course course, State state, const std::string& handled) {
    forget_intention(course);
    course.state = handled == course.wanted ? state : course.is_cancelled ? State::cancelled : State::waiting;
    if (!is_under_way(course.state)) course.is_cancelled = false;
    return course;
}

std::optional<Course> wanting(Course course, const std::string& fingerprint) {
    if (course.state == State::removed || fingerprint.empty()) return std::nullopt;
    course.wanted = fingerprint;
    course.is_cancelled = false;  // whoever wants it after that
    return is_under_way(course.state) ? course : in(std::move(course), State::waiting);
}

std::optional<Course> starting(Course course) {
    switch (course.state) {
        case State::waiting:
        case State::importing:
            return in(std::move(course), State::looking);
        case State::looking:
        case State::verifying:
        case State::putting_back:
            return course;
        case State::deployed:
        case State::failed:
        case State::cancelled:
        case State::removed:
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Course> intending(Course course, const DeploymentEvent& event) {
    if (course.state != State::looking || !course.intended.empty() || course.is_cancelled)
        return std::nullopt;
    if (event.fingerprint.empty() || event.fingerprint != course.wanted) return std::nullopt;
    course.intended = event.fingerprint;
    course.target = event.arn;
    course.before = event.before;
    course.intended_at = event.at;
    return in(std::move(course), State::importing);
}

/// What was found may be another version than the one that is wanted by now.
std::optional<Course> served_under(Course course, const DeploymentEvent& event) {
    if (event.arn.empty()) return std::nullopt;
    course.arn = event.arn;
    if (course.intended.empty())
        course.intended = event.fingerprint.empty() ? course.wanted : event.fingerprint;
    return in(std::move(course), State::verifying);
}

Course never_happened(Course course) {
    forget_intention(course);
    course.state = course.is_cancelled ? State::cancelled : State::looking;
    if (course.state == State::cancelled) course.is_cancelled = false;
    return course;
}

std::optional<Course> not_there(Course course, Time at, Duration settling) {
    if (course.state != State::looking || course.intended.empty() || at < settles_at(course, settling))
        return std::nullopt;
    return never_happened(std::move(course));
}

std::optional<Course> losing(Course course, const std::string& arn) {
    if (course.state != State::looking || arn.empty()) return std::nullopt;
    const bool is_own = arn == course.arn, is_target = arn == aim_of(course);
    if (!is_own && !is_target) return std::nullopt;
    if (is_own) course.arn.clear();
    // An import over an ARN that is gone does nothing, so that nothing is left to be resolved.
    if (is_target) forget_intention(course);
    return course;
}

/// A lost import that is forgotten would be made once more under the next order.
std::optional<Course> removing(Course course, Time at, Duration settling) {
    if (is_under_way(course.state) || course.state == State::removed) return std::nullopt;
    if (!course.intended.empty() && at < settles_at(course, settling)) return std::nullopt;
    forget_intention(course);
    return in(std::move(course), State::removed);
}

std::optional<Course> refusing(const Course& course, const DeploymentEvent& event) {
    const bool unresolved = !course.intended.empty();
    if (course.state == State::looking && !unresolved)
        return resolved(course, State::failed, event.fingerprint.empty() ? course.wanted : event.fingerprint);
    if (course.state == State::importing || course.state == State::putting_back)
        return resolved(course, State::failed, course.intended);
    return std::nullopt;
}

std::optional<Course> cancelling(Course course) {
    if (course.state == State::waiting || (course.state == State::looking && course.intended.empty())) {
        course.is_cancelled = false;
        return in(std::move(course), State::cancelled);
    }
    if (!is_under_way(course.state)) return std::nullopt;
    course.is_cancelled = true;
    return course;
}

std::optional<Course> giving_up(Course course) {
    if (course.state != State::waiting && !is_under_way(course.state)) return std::nullopt;
    course.is_cancelled = false;
    return in(std::move(course), State::failed);
}

std::optional<Course> after_mismatch(const Course& course) {
    if (course.before.empty()) return resolved(course, State::failed, course.intended);
    return in(course, State::putting_back);
}

}  // namespace

std::string_view to_string(DeploymentState state) {
    return deployment_state_names.at(static_cast<std::size_t>(state));
}

DeploymentState parse_deployment_state(std::string_view text) {
    const auto found = std::ranges::find(deployment_state_names, text);
    ensure(found != deployment_state_names.end(), "a stored deployment state is one of the enumeration");
    return static_cast<DeploymentState>(found - deployment_state_names.begin());
}

std::string_view to_string(DeploymentEvent::Kind kind) {
    return deployment_event_words.at(static_cast<std::size_t>(kind));
}

const std::string& aim_of(const Course& course) {
    return course.target.empty() ? course.arn : course.target;
}

Time settles_at(const Course& course, Duration settling) {
    // A late import over the same ARN would undo a newer one, but not itself.
    const bool is_harmless = !course.target.empty() && course.intended == course.wanted;
    return is_harmless ? course.intended_at : course.intended_at + settling;
}

std::optional<Course> next(const Course& course, const DeploymentEvent& event, Duration settling) {
    const State state = course.state;
    switch (event.kind) {
        case Kind::want:
            return wanting(course, event.fingerprint);
        case Kind::start:
            return starting(course);
        case Kind::intend:
            return intending(course, event);
        case Kind::imported:
            return state == State::importing ? served_under(course, event) : std::nullopt;
        case Kind::not_sent:
            return state == State::importing ? std::optional{never_happened(course)} : std::nullopt;
        case Kind::lost_reply:
            return state == State::importing ? std::optional{in(course, State::looking)} : std::nullopt;
        case Kind::found:
            if (state != State::looking && state != State::putting_back) return std::nullopt;
            return served_under(course, event);
        case Kind::absent:
            return not_there(course, event.at, settling);
        case Kind::gone:
            return losing(course, event.arn);
        case Kind::verified:
            if (state != State::verifying) return std::nullopt;
            return resolved(course, State::deployed, course.intended);
        case Kind::mismatch:
            return state == State::verifying ? std::optional{after_mismatch(course)} : std::nullopt;
        case Kind::put_back:
            if (state != State::putting_back) return std::nullopt;
            return resolved(course, State::failed, course.intended);
        case Kind::refused:
            return refusing(course, event);
        case Kind::give_up:
            return giving_up(course);
        case Kind::cancel:
            return cancelling(course);
        case Kind::retry:
            if (state != State::failed && state != State::cancelled) return std::nullopt;
            return in(course, State::waiting);
        case Kind::remove:
            return removing(course, event.at, settling);
    }
    return std::nullopt;
}

}  // namespace certwright::lifecycle
