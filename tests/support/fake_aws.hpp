#pragma once

#include "base/time.hpp"
#include "net/transport.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace certwright::test {

/// An AWS in this process whose every answer a test can decide: pages, the default key-type filter,
/// SearchCertificates, regions that fail, answers that never come. Its rules are those of ACM's user guide,
/// its shapes those of botocore's models. Neither signatures nor quotas are looked at.
class FakeAws final : public net::Transport {
  public:
    struct Certificate {
        std::string arn, domain_name, status = "ISSUED", type = "IMPORTED", key_algorithm = "RSA_2048";
        std::vector<std::string> names;
        std::uint64_t number = 0;  ///< makes serial and PEM
        Time not_before, not_after;
        bool in_use = false;
        std::map<std::string, std::string> tags;
        bool lists_validation_records = true;
    };
    enum class Search { available, denied, unknown_operation, html_error };

    /// Certificates named by their region and number, RSA_2048 and P-256 by turns.
    void fill(const std::string& region, std::size_t certificates);
    std::map<std::string, std::vector<Certificate>>& regions() { return regions_; }
    std::vector<Certificate>& region(const std::string& name) { return regions_[name]; }

    // Knobs; set them before the calls that they are about.
    Search search = Search::available;
    Duration latency{};                       ///< slept before each answer
    std::set<std::string> denied_operations;  ///< "acm:ListCertificates"
    /// Called before each call with "acm:ListCertificates" and the region; what it returns is the answer.
    std::function<std::optional<std::variant<net::ClientResponse, net::NoResponse>>(const std::string&,
                                                                                    const std::string&)>
        intercept;

    /// Requests seen, by operation.
    std::map<std::string, std::int64_t> calls() const;
    std::int64_t total_calls() const;
    void forget_calls();

    std::variant<net::ClientResponse, net::NoResponse> send(const net::ClientRequest& request,
                                                            std::stop_token stop) override;

    static net::ClientResponse error(int status, const std::string& code, const std::string& message);
    static constexpr const char* account_id = "123456789012";

  private:
    net::ClientResponse answer(const std::string& operation, const std::string& region,
                               const std::string& body);
    net::ClientResponse json_answer(const std::string& operation, const std::string& region,
                                    const std::string& body);
    net::ClientResponse query_answer(const std::string& operation) const;
    Certificate* find(const std::string& arn);

    mutable std::mutex mutex_;
    std::map<std::string, std::vector<Certificate>> regions_;
    std::map<std::string, std::int64_t> calls_;
};

}  // namespace certwright::test
