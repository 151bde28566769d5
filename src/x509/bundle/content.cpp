#include "x509/bundle/content.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/native.hpp"
#include "x509/public_key.hpp"

#include <fmt/format.h>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_alias = 1024;  // in bytes

}  // namespace

void check(const Content& content) {
    const Native leaf = decode(content.leaf);
    for (const Bytes& issuer : content.issuers) (void)decode(issuer);
    if (content.key && !belongs_to(*content.key, leaf.get()))
        throw Error{Fault::invalid, "the private key does not belong to the certificate",
                    "give the key that the certificate was issued for"};
    if (!is_storable_text(content.alias) || content.alias.size() > max_alias)
        throw Error{Fault::invalid, fmt::format("cannot call it {}", in_quotes(content.alias)),
                    fmt::format("choose a name of at most {} bytes of UTF-8", max_alias)};
}

}  // namespace certwright::x509
