#pragma once

#include "aws/client.hpp"
#include "inventory/details.hpp"
#include "inventory/scope_progress.hpp"
#include "inventory/unstored_details.hpp"

#include <atomic>
#include <optional>
#include <vector>

namespace certwright::inventory {

/// Asks ACM for the details of certificates, several at a time, and stores them as they come.
class DetailScan {
  public:
    DetailScan(store::Database& database, Clock& clock, aws::Client& client, const aws::CallContext& context,
               const Scope& scope, ScopeProgress& progress)
        : database_(database),
          clock_(clock),
          client_(client),
          context_(context),
          scope_(scope),
          progress_(progress),
          unstored_(database, clock, progress) {}

    /// Returns the failure that makes going on pointless: no permission, bad credentials, no
    /// answer for several certificates in a row.
    std::optional<aws::Failure> run(const std::vector<DetailTask>& tasks);

  private:
    void one(const DetailTask& task, const std::optional<std::map<std::string, aws::acm::Tags>>& tags);
    void add_certificate(const DetailTask& task, Details& details);
    std::optional<aws::acm::Tags> tags_of(const DetailTask& task,
                                          const std::optional<std::map<std::string, aws::acm::Tags>>& tags);
    std::optional<std::map<std::string, aws::acm::Tags>> tags_in_bulk(const std::vector<DetailTask>& tasks);
    void keep_failure(const DetailTask& task, const aws::Failure& failure);
    void stop_for(const aws::Failure& failure);

    store::Database& database_;
    Clock& clock_;
    aws::Client& client_;
    const aws::CallContext& context_;
    const Scope& scope_;
    ScopeProgress& progress_;
    UnstoredDetails unstored_;
    std::atomic<bool> bulk_tags_refused_ = false;
    std::atomic<bool> tags_refused_ = false;
    std::atomic<bool> certificate_refused_ = false;
    std::atomic<int> unreachable_ = 0;  ///< certificates in a row
    std::mutex mutex_;
    std::optional<aws::Failure> fatal_;
    std::stop_source stop_;
};

}  // namespace certwright::inventory
