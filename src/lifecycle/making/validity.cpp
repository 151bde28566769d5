#include "lifecycle/making/validity.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::lifecycle {
namespace {

using std::chrono::days;

constexpr days usual_leaf{90}, usual_root{3650}, usual_authority{1825};

days usual_lifetime(bool is_ca, bool is_root) {
    if (!is_ca) return usual_leaf;
    return is_root ? usual_root : usual_authority;
}

/// Never before what signs it, or it would not hold yet.
Time beginning(const std::optional<Validity>& signer, Time now) {
    const Time begin = std::chrono::floor<std::chrono::seconds>(now - back_dating);
    return signer ? std::max(begin, signer->not_before) : begin;
}

}  // namespace

Validity validity_of(const LifetimeWish& wish, bool is_ca, const std::optional<Validity>& signer, Time now) {
    if (wish.days && wish.not_after)
        throw Error{Fault::invalid, "a certificate ends after some days or at a time, not both",
                    "give one of them"}
            .with_field("not_after", "excludes lifetime_days");
    const Time begin = beginning(signer, now);
    if (wish.not_after) {
        const Time end = std::chrono::floor<std::chrono::seconds>(*wish.not_after);
        if (end <= now)
            throw Error{Fault::invalid,
                        fmt::format("a certificate made now cannot end at {}", format_rfc3339(end)),
                        "give a time in the future"}
                .with_field("not_after", "is past");
        return {begin, end};
    }
    const days lifetime = wish.days ? days{*wish.days} : usual_lifetime(is_ca, !signer);
    Time end = begin + lifetime - 1s;
    if (!wish.days && signer) end = std::min(end, signer->not_after);
    return {begin, end};
}

Validity renewed(const Validity& before, const std::optional<Validity>& signer, Time now) {
    const Time begin = beginning(signer, now);
    // Never sooner than the one before, or it would not follow it: one that is younger than the back-dating
    // would.
    return {begin, std::max(begin + (before.not_after - before.not_before), before.not_after)};
}

Duration retry_rest(const Validity& validity) {
    return std::clamp((validity.not_after - validity.not_before) / 30, shortest_retry_rest,
                      longest_retry_rest);
}

Time renewal_time(const Validity& validity, std::int64_t percent) {
    return validity.not_after - (validity.not_after - validity.not_before) / 100 * percent;
}

}  // namespace certwright::lifecycle
