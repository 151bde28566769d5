#pragma once

#include "base/time.hpp"
#include "net/http_message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox {

/// An Authorization header of AWS Signature Version 4, taken apart.
struct Signature {
    std::string access_key_id;
    std::string date, region, service;  ///< the credential scope
    std::vector<std::string> signed_headers;
    std::string value;      ///< lower-case hex
    std::string time_text;  ///< of X-Amz-Date: 20260131T235959Z
    Time time;
};

/// Why a request is not believed. Each protocol has its own name and status for it (refusal.hpp).
enum class Doubt {
    missing_token,    ///< not signed at all
    incomplete,       ///< the header lacks a part, or is not understood
    unknown_key,      ///< no such access key, a wrong session token, a region that is off
    expired_token,    ///< temporary credentials past their end
    wrong_signature,  ///< the key is known and did not make this signature, or not for this service
};

struct Refusal {
    Doubt doubt;
    std::string message;
};

/// Reads what the request says of its signature. nullopt in `signature` comes with a refusal.
struct ReadSignature {
    std::optional<Signature> signature;
    Refusal refusal{};
};
ReadSignature read_signature(const net::ServerRequest& request);

/// Whether `secret` made the signature, over exactly the headers that it names: AWS rebuilds the request
/// from SignedHeaders, whatever they are ("Create a signed AWS API request").
bool is_made_by(std::string_view secret, const Signature& signature, const net::ServerRequest& request);

/// What is wrong with the scope or the time, before any secret is looked at; `skew` is how far the clocks
/// may differ, nullopt for any.
std::optional<std::string> scope_problem(const Signature& signature, std::string_view service, Time now,
                                         std::optional<Duration> skew);

}  // namespace certwright::sandbox
