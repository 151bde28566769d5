#include "x509/usages.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/objects.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

struct Purpose {
    int nid;
    std::string_view word;
};
constexpr std::array purposes{
    Purpose{NID_server_auth, "TLS_WEB_SERVER_AUTHENTICATION"},
    Purpose{NID_client_auth, "TLS_WEB_CLIENT_AUTHENTICATION"},
    Purpose{NID_code_sign, "CODE_SIGNING"},
    Purpose{NID_email_protect, "EMAIL_PROTECTION"},
    Purpose{NID_time_stamp, "TIME_STAMPING"},
    Purpose{NID_OCSP_sign, "OCSP_SIGNING"},
    Purpose{NID_ipsecEndSystem, "IPSEC_END_SYSTEM"},
    Purpose{NID_ipsecTunnel, "IPSEC_TUNNEL"},
    Purpose{NID_ipsecUser, "IPSEC_USER"},
    Purpose{NID_anyExtendedKeyUsage, "ANY"},
};

constexpr std::string_view custom = "CUSTOM (";

}  // namespace

int key_usage_bit(std::string_view word) {
    const auto found = std::ranges::find(key_usage_words, word);
    if (found == key_usage_words.end())
        throw Error{Fault::invalid, fmt::format("unknown key usage {}", in_quotes(word)),
                    fmt::format("key usages are {}", fmt::join(key_usage_words, ", "))};
    return static_cast<int>(found - key_usage_words.begin());
}

std::string purpose_word(const ASN1_OBJECT* purpose) {
    const auto found = std::ranges::find(purposes, OBJ_obj2nid(purpose), &Purpose::nid);
    return found == purposes.end() ? fmt::format("{}{})", custom, dotted(purpose)) : std::string{found->word};
}

ObjectId parse_purpose(std::string_view text) {
    const auto found = std::ranges::find(purposes, text, &Purpose::word);
    if (found != purposes.end()) return ObjectId{OBJ_nid2obj(found->nid)};
    std::string_view oid = text;
    if (oid.starts_with(custom) && oid.ends_with(')')) {
        oid.remove_prefix(custom.size());
        oid.remove_suffix(1);
    }
    if (oid.find_first_not_of("0123456789.") == std::string_view::npos) return parse_oid(oid);
    std::string words;
    for (const Purpose& purpose : purposes) words.append(purpose.word).append(", ");
    throw Error{Fault::invalid, fmt::format("unknown extended key usage {}", in_quotes(text)),
                fmt::format("extended key usages are {}and OIDs", words)};
}

}  // namespace certwright::x509
