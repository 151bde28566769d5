#pragma once

#include "base/time.hpp"
#include "sandbox/wire/service_error.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace certwright::sandbox {

/// Deals rows that have an order by their keys out in pages. Tokens are opaque to clients, name the last key
/// that was shown, and are bound to the question: AWS refuses one under other filters.
///
///     Pager pager{token, limit, question, now, refusal};
///     for (auto row = rows.upper_bound(pager.after()); row != rows.end(); ++row)
///         if (!pager.take(row->first)) break; else show(row->second);
///     answer(pager.next_token());
class Pager {
  public:
    /// An empty token begins at the front. Throws `refusal` for one that was not given for this question.
    Pager(std::string_view token, std::size_t limit, std::string question, Time now, ServiceError refusal);

    /// The last key of the page before; empty at the front.
    const std::string& after() const noexcept { return after_; }
    /// When that page was shown.
    Time since() const noexcept { return since_; }
    /// Whether the row still fits; after the first that does not, the page is full.
    bool take(std::string_view key);
    /// The page ends before the row that would be next, though there is room for it.
    void stop() noexcept { full_ = true; }
    /// Empty when everything was shown.
    std::string next_token() const;

  private:
    const std::size_t limit_;
    const std::string question_;
    const Time now_;
    std::string after_;
    Time since_;
    std::string last_;
    std::size_t taken_ = 0;
    bool full_ = false;
};

}  // namespace certwright::sandbox
