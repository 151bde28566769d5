#pragma once

#include "inventory/details.hpp"
#include "inventory/scope_progress.hpp"

#include <mutex>
#include <string>
#include <vector>

namespace certwright::inventory {

/// Details that AWS told of and that are not in the database yet. Several certificates share a transaction,
/// because each transaction waits for the disk, and thirty regions at ten descriptions a second have one
/// disk. Thread-safe.
class UnstoredDetails {
  public:
    UnstoredDetails(store::Database& database, Clock& clock, ScopeProgress& progress)
        : database_(database), clock_(clock), progress_(progress) {}

    /// Counts the certificate as done, and stores what has come together in a second.
    void add(const DetailTask& task, Details details);
    /// Stores what is left.
    void store();

  private:
    struct Told {
        std::string id, arn;
        Details details;
    };
    void store(const std::vector<Told>& batch);
    void store_alone(const Told& told);

    store::Database& database_;
    Clock& clock_;
    ScopeProgress& progress_;
    std::mutex mutex_;
    std::vector<Told> told_;
};

}  // namespace certwright::inventory
