#pragma once

#include "base/time.hpp"
#include "net/transport.hpp"
#include "support/child_process.hpp"
#include "support/temp_directory.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace certwright::bench {

struct SandboxOptions {
    std::size_t certificates;  ///< drawn by lot over thirty regions of one account
    bool quotas = true;        ///< ACM's published rates
    Duration latency{};        ///< added to each answer
};

/// Calls as the sandbox has counted them.
struct AskedFor {
    std::int64_t calls = 0, throttles = 0;
};

/// `certwright-sandbox` as a process of its own: the one that CERTWRIGHT_SANDBOX_BINARY names, or else the
/// one of this build. It takes signatures of any time, so that the client's clock can be put forward.
class Sandbox {
  public:
    /// Throws std::runtime_error when it does not start.
    explicit Sandbox(const SandboxOptions& options);

    /// Where every AWS service answers.
    const std::string& url() const { return url_; }
    /// How many certificates each region holds.
    std::map<std::string, std::size_t> regions() const;
    AskedFor asked_for() const;
    void forget_calls();
    /// What it has used of the processors until now.
    double processor_seconds() const;

    static constexpr std::string_view access_key_id = "test", secret = "test";

  private:
    /// Asks the admin API; the body of its answer.
    std::string ask(const std::string& method, const std::string& path, const std::string& body = "") const;
    void wait_until_it_listens();

    test::TempDirectory directory_;
    std::unique_ptr<net::Transport> transport_;
    std::unique_ptr<test::ChildProcess> process_;
    std::string url_, admin_url_;
};

}  // namespace certwright::bench
