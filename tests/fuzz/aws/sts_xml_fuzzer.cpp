#include "aws/credentials/assumed_role.hpp"
#include "aws/credentials/static_credentials.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

namespace {

/// An STS that answers with the fuzzer's bytes.
struct Answers final : net::Transport {
    std::string body;
    std::variant<net::ClientResponse, net::NoResponse> send(const net::ClientRequest&,
                                                            std::stop_token) override {
        return net::ClientResponse{.status = 200, .headers = {}, .body = body};
    }
};

}  // namespace

/// What is taken for credentials is complete.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static SystemClock clock;
    static Metrics metrics;
    static aws::QuotaBook quotas{clock, 1e9};
    Answers sts;
    sts.body.assign(reinterpret_cast<const char*>(data), size);
    const auto base = std::make_shared<aws::StaticCredentials>(aws::Credentials{
        .access_key_id = "AKIA", .secret_access_key = Secret{"s"}, .session_token = {}, .expires_at = {}});
    const auto credentials =
        aws::AssumedRole{{sts, quotas, clock, metrics}, base, {.arn = "arn:aws:iam::123456789012:role/x"}}
            .fetch({});
    if (credentials && (credentials->access_key_id.empty() || credentials->secret_access_key.empty() ||
                        !credentials->expires_at))
        std::abort();
    return 0;
}
