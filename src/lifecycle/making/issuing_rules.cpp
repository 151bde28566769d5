#include "lifecycle/making/issuing_rules.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/authority_limits.hpp"
#include "x509/certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace certwright::lifecycle {
namespace {

constexpr int least_rsa_bits = 2048;

bool has_usage(const x509::Certificate& certificate, std::string_view usage) {
    return std::ranges::find(certificate.key_usages, usage) != certificate.key_usages.end();
}

std::optional<Refusal> why_wrong_time(const x509::Certificate& made, const x509::Certificate& authority) {
    if (made.not_after > authority.not_after)
        return Refusal{
            "outlives_authority",
            fmt::format("it would end at {}, after its authority {} at {}", format_rfc3339(made.not_after),
                        in_quotes(authority.subject), format_rfc3339(authority.not_after)),
            "choose a shorter lifetime, or renew the authority first"};
    if (made.not_before < authority.not_before)
        return Refusal{"before_authority",
                       fmt::format("it would begin at {}, before its authority {} at {}",
                                   format_rfc3339(made.not_before), in_quotes(authority.subject),
                                   format_rfc3339(authority.not_before)),
                       "wait until the authority holds"};
    return std::nullopt;
}

/// `below` authorities follow that one, up to what was made.
std::optional<Refusal> why_too_long(BytesView authority, const std::string& subject, int below) {
    const auto constraints = x509::basic_constraints_of(authority);
    if (!constraints || !constraints->path_length || below <= *constraints->path_length) return std::nullopt;
    return Refusal{"path_length",
                   fmt::format("the authority {} allows {} other authorities below it", in_quotes(subject),
                               *constraints->path_length),
                   "sign it with an authority further up, or make no authority"};
}

std::optional<Refusal> why_weak(const x509::Certificate& made) {
    if (!made.key_algorithm.starts_with("RSA") || made.key_bits >= least_rsa_bits) return std::nullopt;
    return Refusal{"weak_key", fmt::format("its RSA key has {} bits", made.key_bits),
                   fmt::format("take {} bits at least", least_rsa_bits)};
}

}  // namespace

std::optional<Refusal> why_not_authority(BytesView certificate, Time now) {
    const x509::Certificate authority = x509::parse_der(certificate);
    if (!authority.is_ca)
        return Refusal{"no_authority",
                       "it is no authority's certificate (CA is not set in its basic constraints)",
                       "`certwright cert create NAME --ca` makes an authority"};
    if (!authority.key_usages.empty() && !has_usage(authority, "CERTIFICATE_SIGNING"))
        return Refusal{"may_not_sign", "its key usages do not allow it to sign certificates",
                       "make an authority with CERTIFICATE_SIGNING among its key usages"};
    if (authority.not_after < now)
        return Refusal{"authority_expired",
                       fmt::format("it ended at {}", format_rfc3339(authority.not_after)), "renew it first"};
    if (authority.not_before > now)
        return Refusal{"authority_not_yet_valid",
                       fmt::format("it begins at {}", format_rfc3339(authority.not_before)),
                       "wait until then"};
    return std::nullopt;
}

std::optional<Refusal> why_not_issued(BytesView made, const std::vector<Bytes>& authorities) {
    const x509::Certificate certificate = x509::parse_der(made);
    if (auto refusal = why_weak(certificate)) return refusal;
    for (std::size_t above = 0; above < authorities.size(); ++above) {
        const x509::Certificate authority = x509::parse_der(authorities[above]);
        if (auto refusal = why_wrong_time(certificate, authority)) return refusal;
        const int below = static_cast<int>(above) + (certificate.is_ca ? 1 : 0);
        if (auto refusal = why_too_long(authorities[above], authority.subject, below)) return refusal;
        if (!x509::keeps_name_constraints(made, authorities[above]))
            return Refusal{"name_constraints",
                           fmt::format("the authority {} may not certify all of its names",
                                       in_quotes(authority.subject)),
                           "leave those names out, or take another authority"};
    }
    return std::nullopt;
}

void refuse(const std::optional<Refusal>& refusal, const std::string& attempt) {
    if (!refusal) return;
    throw Error{Fault::invalid,
                fmt::format("{}, refused by the rule {}: {}", attempt, refusal->rule, refusal->message),
                refusal->hint}
        .with_field("certificate", refusal->rule);
}

}  // namespace certwright::lifecycle
