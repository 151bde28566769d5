#pragma once

#include "lifecycle/deployment/content.hpp"
#include "lifecycle/deployment/served.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

/// Why a certificate in AWS is the same as one of the repository, the strongest reason first.
enum class Sameness {
    fingerprint,  ///< the very certificate
    key,          ///< another certificate for the same key
    names,        ///< exactly the same names
};
std::string_view to_string(Sameness sameness);

/// A certificate in AWS that is the same as one to be deployed.
struct Candidate {
    std::string arn;
    Sameness why = Sameness::names;
    std::string obstacle;  ///< why it cannot be replaced; empty when it can, as far as one can see from here
    std::optional<Time> not_after;
    std::size_t users = 0;  ///< resources that are seen to use it

    bool is_replaceable() const { return obstacle.empty(); }
    bool operator==(const Candidate&) const = default;
};

/// Those of `in_region`, the certificates of one account and region, that are the same as `content`; the best
/// first: by the reason, then what can be replaced, what is in use, what ends latest. ACM itself does not
/// notice identical imports: each gets an ARN of its own. `deployment` asks, and may be empty; a certificate
/// that another deployment keeps is not to be replaced, or the two would do so in turns.
std::vector<Candidate> find_same(const Content& content, const std::vector<Served>& in_region,
                                 const std::string& deployment);

/// ARNs that may turn out to hold the very certificate once their details are known.
std::vector<std::string> undecided(const Content& content, const std::vector<Served>& in_region);

/// Whether a listing, which leaves names out, hides that they may be the same.
bool may_have_same_names(const Content& content, const Served& served);
/// Whether only its details can tell if it has the same key: a listing names it, with a name in common and a
/// key of the same kind. One without any name in common could not be replaced anyway.
bool may_have_same_key(const Content& content, const Served& served);

/// Whether AWS serves these issuers (SHA-256) behind the certificate, as far as is known. It may put a root
/// behind the chain that it was given; that is no other chain.
bool is_chain_served(const std::vector<std::string>& issuers, const Served& served);

}  // namespace certwright::lifecycle
