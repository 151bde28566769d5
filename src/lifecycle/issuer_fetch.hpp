#pragma once

#include "base/bytes.hpp"
#include "net/transport.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// Certificates of authorities from where certificates say that they are published (authority information
/// access, RFC 5280 section 4.2.2.1). Whoever had a certificate signed chose the URL, so that little is
/// asked, and only of hosts that anybody may ask.
namespace certwright::lifecycle {

/// In bytes of an answer: the longest chains have a tenth of it.
inline constexpr std::size_t longest_issuer_answer = 64 * 1024;

struct FetchPolicy {
    bool is_on = false;
    bool from_private = false;  ///< also of hosts inside, which have no public address, and by way of a proxy
};

class IssuerFetch {
  public:
    IssuerFetch(net::Transport& transport, const FetchPolicy& policy)
        : transport_(transport), policy_(policy) {}

    bool is_on() const noexcept { return policy_.is_on; }

    /// The certificates behind the URL, in DER. Follows at most two redirects. Throws Fault::unavailable for
    /// what may be there later, else Fault::invalid.
    std::vector<Bytes> fetch(const std::string& url, const std::stop_token& stop) const;

  private:
    net::ClientResponse ask(const net::Url& url, const std::stop_token& stop) const;

    net::Transport& transport_;
    const FetchPolicy policy_;
};

/// Certificates as DER, PEM or PKCS#7 has them; others and the keys of a PEM are left alone. Throws
/// Fault::invalid for anything else.
std::vector<Bytes> read_issuer_answer(BytesView body);

/// Where a redirect leads; nothing where it is not followed: to other schemes, from https to http, to what is
/// no URL.
std::optional<net::Url> redirect_target(const net::Url& from, std::string_view location);

}  // namespace certwright::lifecycle
