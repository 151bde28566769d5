#include "lifecycle/following.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

// Those that serve a version with a key of another type or size: ACM lets no import go over it.
constexpr std::string_view count_following = R"(
    SELECT count(*), sum(CASE WHEN d.service = 'acm' AND v.key_algorithm <> $2 THEN 1 ELSE 0 END)
    FROM deployments d LEFT JOIN certificate_versions v
        ON v.certificate = d.certificate AND v.fingerprint_sha256 = d.served_fingerprint
    WHERE d.certificate = $1 AND d.auto_redeploy AND d.state <> 'removed')";

}  // namespace

Following following_of(store::Connection& connection, const Certificate& certificate) {
    const std::string& algorithm = certificate.current.facts.key_algorithm;
    Following following;
    std::int64_t of_another_type = 0;
    connection.query(count_following, {certificate.id, algorithm}, [&](const store::Row& row) {
        following.deployments = row.integer(0);
        of_another_type = row.is_null(1) ? 0 : row.integer(1);
    });
    if (following.deployments == 0) return following;
    if (certificate.current.is_revoked)
        following.obstacle = Refusal{"revoked", "its authority has revoked it", "renew it"};
    else if (!certificate.current.has_key)
        following.obstacle = Refusal{"no_private_key", "the repository does not hold its private key",
                                     "import the key: they follow then"};
    else if (of_another_type > 0)
        following.obstacle = Refusal{
            "key_type_changes",
            fmt::format("{} of them {} another kind of key than {}, which an import into ACM cannot change",
                        of_another_type, of_another_type == 1 ? "serves" : "serve", algorithm),
            "renew it with a key of the type that is served, or deploy it anew and move what uses the old "
            "ARN"};
    return following;
}

}  // namespace certwright::lifecycle
