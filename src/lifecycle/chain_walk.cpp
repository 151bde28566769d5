#include "lifecycle/chain_walk.hpp"

#include "base/utf8.hpp"
#include "x509/chain.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

/// Of one certificate; public authorities give one.
constexpr std::size_t most_urls = 3;

/// One run of walk_chain.
class Walk {
  public:
    Walk(BytesView leaf, std::vector<Bytes> given, const IssuerSources& sources)
        : last_(leaf.begin(), leaf.end()), sources_(sources) {
        if (!given.empty()) last_ = given.back();
        chain_.issuers = std::move(given);
    }

    WalkedChain run() {
        while (chain_.issuers.size() < longest_chain) {
            const x509::Certificate last = x509::parse_der(last_);
            if (last.is_self_signed) {
                chain_.reaches_root = true;
                return std::move(chain_);
            }
            auto next = best_of(sources_.known(last.issuer));
            if (!next) next = fetch(last);
            if (!next) return std::move(chain_);
            last_ = *next;
            chain_.issuers.push_back(*std::move(next));
        }
        return std::move(chain_);
    }

  private:
    /// Of those that may have issued the last one, the one that did and ends latest.
    std::optional<Bytes> best_of(const std::vector<Bytes>& candidates) const {
        std::optional<Bytes> best;
        Time end = Time::min();
        for (const Bytes& candidate : candidates) {
            if (std::ranges::find(chain_.issuers, candidate) != chain_.issuers.end()) continue;
            const x509::Certificate read = x509::parse_der(candidate);
            const bool is_authority = read.is_ca || (read.is_self_signed && read.version < 3);
            if (!is_authority || (best && read.not_after <= end) || !x509::is_issued_by(last_, candidate))
                continue;
            best = candidate;
            end = read.not_after;
        }
        return best;
    }

    std::optional<Bytes> fetch(const x509::Certificate& last) {
        chain_.problem.emplace(Fault::invalid,
                               fmt::format("the certificate of {}, which issued {}, is not in the repository",
                                           in_quotes(last.issuer), in_quotes(last.subject)),
                               hint_for(last));
        if (!sources_.fetched) return std::nullopt;
        for (std::size_t i = 0; i < std::min(last.ca_issuer_urls.size(), most_urls); ++i) {
            if (fetches_ == most_fetches) {
                chain_.problem.emplace(Fault::invalid,
                                       fmt::format("the chain goes on after {} fetches", fetches_),
                                       "bring the rest of the chain in");
                return std::nullopt;
            }
            if (auto found = fetch_from(last.ca_issuer_urls[i])) return found;
        }
        return std::nullopt;
    }

    std::optional<Bytes> fetch_from(const std::string& url) {
        ++fetches_;
        try {
            if (auto found = best_of(sources_.fetched(url))) {
                chain_.fetched.push_back({*found, url});
                chain_.problem.reset();
                return found;
            }
            chain_.problem.emplace(
                Fault::invalid,
                fmt::format("no certificate that {} answers made the signature", in_quotes(url)),
                "the authority publishes another there; bring its certificate in");
        } catch (const Error& error) {
            chain_.problem = error;
        }
        return std::nullopt;
    }

    std::string hint_for(const x509::Certificate& last) const {
        if (last.ca_issuer_urls.empty()) return "bring it in; its authority does not say where to find it";
        return fmt::format(
            "bring it in; its authority publishes it at {}, where the server looks when the setting "
            "fetch_issuers is on",
            last.ca_issuer_urls.front());
    }

    Bytes last_;
    const IssuerSources& sources_;
    WalkedChain chain_;
    std::size_t fetches_ = 0;
};

}  // namespace

WalkedChain walk_chain(BytesView leaf, std::vector<Bytes> given, const IssuerSources& sources) {
    return Walk{leaf, std::move(given), sources}.run();
}

}  // namespace certwright::lifecycle
