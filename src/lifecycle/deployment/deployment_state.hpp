#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::lifecycle {

/// Where one deployment is on its way. Drawn in docs/state-machines.md.
enum class DeploymentState {
    waiting,       ///< a version is wanted, and nothing has been done about it
    looking,       ///< finding out what AWS serves, before anything is sent
    importing,     ///< an import is, or may be, under way
    verifying,     ///< imported; AWS has still to be seen serving it
    putting_back,  ///< AWS served something else, so what was there before is imported again
    deployed,      ///< AWS was seen serving the version that is wanted
    failed,        ///< needs somebody, or another version
    cancelled,     ///< somebody did not want it any more
    removed,       ///< no standing order any more; what is in AWS stays there
};
std::string_view to_string(DeploymentState state);
/// Throws Fault::internal: only what was stored is read.
DeploymentState parse_deployment_state(std::string_view text);

/// What can happen to a deployment.
struct DeploymentEvent {
    enum class Kind {
        want,        ///< `fingerprint` is to be served, though another one is on its way; or the same again
        start,       ///< a job takes it up, also one whose predecessor died at whatever instant
        intend,      ///< `fingerprint` will be imported over `arn` (empty for a new one) once this is stored;
                     ///< `before` was served until `at`
        imported,    ///< AWS answered the import with `arn`
        not_sent,    ///< the import certainly did not happen, and may be tried again: "rate exceeded"
        lost_reply,  ///< the import was sent, and no answer tells what became of it
        found,       ///< AWS serves under `arn` what was intended, or `fingerprint` where nothing was
        absent,      ///< at `at`, AWS does not serve what was intended
        gone,        ///< `arn`, which is the deployment's or was aimed at, is no longer there
        verified,    ///< AWS serves what was intended
        mismatch,    ///< AWS serves something else
        put_back,    ///< what was there before was imported again, or is served
        refused,     ///< AWS or the rules will not have `fingerprint`; nothing was changed
        give_up,     ///< no further attempt now
        cancel,
        retry,
        remove,  ///< at `at`
    };
    Kind kind;
    std::string fingerprint{}, before{}, arn{};
    Time at{};
};
std::string_view to_string(DeploymentEvent::Kind kind);

/// What is kept of a deployment so that it can go on after any instant.
struct Course {
    DeploymentState state = DeploymentState::waiting;
    std::string wanted;    ///< SHA-256 of the version that AWS is to serve
    std::string arn;       ///< empty while none is known
    std::string intended;  ///< SHA-256 of what an import was intended for and is not resolved yet; else empty
    std::string target;    ///< the ARN that the intended import goes over; empty for a new one
    std::string before;    ///< SHA-256 of what was served before it and can be put back; else empty
    Time intended_at{};
    bool is_cancelled = false;  ///< ends as soon as what is under way has ended

    bool operator==(const Course&) const = default;
};

/// The import may take so long from `intended_at` on, with its wait for quota and its retries. Later it is
/// not sent, also not by a process that was stopped for a while and whose work another has taken over.
inline constexpr Duration import_deadline = 45s;

/// For how long an import whose reply was lost may still come to be seen: its deadline and the seconds that
/// AWS's listings lag behind, twice.
inline constexpr Duration settling_time = 90s;

/// Where what is intended shows: over what it goes, or where an answer said that it is; empty while neither
/// is known.
const std::string& aim_of(const Course& course);

/// When it is certain that what was intended has not happened, so that importing again makes no duplicate.
/// The same over the same ARN does no harm at any time.
Time settles_at(const Course& course, Duration settling = settling_time);

/// The course after `event`, or nothing where the event does not fit. How duplicates are made impossible:
/// nothing is imported unless `intend` was stored before, and `intend` fits only where no other intention is
/// unresolved. It is resolved by an answer, or by looking (by fingerprint and deployment_tag) for the
/// certificate: found, or absent after settles_at(). Until then neither another version, nor cancelling, nor
/// giving up nor retrying nor removing forgets it.
std::optional<Course> next(const Course& course, const DeploymentEvent& event,
                           Duration settling = settling_time);

}  // namespace certwright::lifecycle
