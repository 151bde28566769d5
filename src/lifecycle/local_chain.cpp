#include "lifecycle/local_chain.hpp"

#include "lifecycle/chain_walk.hpp"
#include "lifecycle/known_issuers.hpp"

namespace certwright::lifecycle {

NewVersion with_known_issuers(store::Connection& connection, const NewVersion& version) {
    NewVersion whole = version;
    if (!version.issuers.empty() || version.origin == Origin::aws) return whole;
    const IssuerSources here{
        .known = [&](const std::string& name) { return known_issuers(connection, name); }, .fetched = {}};
    WalkedChain chain = walk_chain(version.leaf, {}, here);
    whole.issuers = std::move(chain.issuers);
    whole.reaches_root = chain.reaches_root;
    return whole;
}

}  // namespace certwright::lifecycle
