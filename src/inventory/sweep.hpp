#pragma once

#include "inventory/account.hpp"
#include "inventory/list_row.hpp"
#include "store/database.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace certwright::inventory {

/// Where a listing comes from. IAM's region is "aws-global".
struct Scope {
    AccountId account;
    std::string region;
    std::string service;  ///< "acm" or "iam"
};

struct SweepCounts {
    std::int64_t found = 0, fresh = 0, changed = 0, missing = 0, unchanged = 0;
    SweepCounts& operator+=(const SweepCounts& more);
};

/// Takes one complete listing into the database, page by page: new rows become visible with their
/// page, changed ones get their history, unchanged ones cost one look and no write. A sweep that was
/// cut off is simply begun again. What a transaction found is accepted after its commit, because a
/// transaction may be repeated.
class Sweep {
  public:
    struct Page {
        SweepCounts counts;
        std::unordered_set<std::string> seen;  ///< row ids
    };

    /// `begun` is when the listing was asked for.
    Sweep(Scope scope, std::string run, Time begun)
        : scope_(std::move(scope)), run_(std::move(run)), begun_(begun) {}

    Page keep_page(store::Transaction& transaction, std::span<const ListRow> rows, Time now) const;
    void accept(Page page);
    /// After the last page: marks as missing what the listing no longer has, and notes the time. What a
    /// deployment saw since the listing was begun is there. Returns the counts of the whole sweep. `resumed`
    /// counts the new and changed ones from their history, since an interrupted attempt at this run may have
    /// seen them first.
    enum class Attempt { first, resumed };
    SweepCounts finish(store::Transaction& transaction, Time now, Attempt attempt) const;

    /// Of the pages accepted so far.
    const SweepCounts& counts() const noexcept { return counts_; }

  private:
    std::string add(store::Transaction& transaction, const ListRow& row, const std::string& hash,
                    Time now) const;
    void change(store::Transaction& transaction, const std::string& id, const ListRow& row,
                const std::string& hash, bool was_missing, Time now) const;
    struct Healed {
        std::string id;
        bool missing;
    };
    std::optional<Healed> heal(store::Transaction& transaction, const ListRow& row) const;

    Scope scope_;
    std::string run_;
    Time begun_;
    SweepCounts counts_;
    std::unordered_set<std::string> seen_;  ///< row ids; AWS may repeat an ARN while its list changes
};

/// Writes one history entry.
void keep_history(store::Transaction& transaction, const std::string& certificate, const std::string& run,
                  Time now, ChangeKind kind, const std::vector<Change>& changes);
/// Replaces the searchable names of a certificate.
void keep_names(store::Transaction& transaction, const std::string& certificate,
                const std::string& domain_name, const std::vector<std::string>& names);

}  // namespace certwright::inventory
