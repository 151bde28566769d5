#pragma once

#include "aws/credentials.hpp"
#include "base/time.hpp"
#include "net/transport.hpp"

#include <string>
#include <string_view>

namespace certwright::aws {

/// What a signature is good for, besides the request: AWS rejects it elsewhere, and 5 minutes away.
struct SigningScope {
    Time now;
    std::string region;
    std::string service;  ///< the SigV4 name
};

/// Signs by AWS Signature Version 4 with one chunk and a hashed body
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
/// Sets X-Amz-Date, X-Amz-Security-Token and Authorization, replacing what was there, so that a
/// retry can sign the same request again. Every header is signed except those that clients and
/// proxies change on the way (User-Agent, Accept, Connection, ...); Host is signed as the URL tells it.
void sign(net::ClientRequest& request, const Credentials& credentials, const SigningScope& scope);

/// The text whose digest is signed; for tests and for comparing with what AWS says it expected.
/// Holds the session token: never log it.
std::string canonical_request(const net::ClientRequest& request);

}  // namespace certwright::aws
