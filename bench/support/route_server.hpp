#pragma once

#include "bench/support/installation.hpp"
#include "http/router.hpp"
#include "support/fake_clock.hpp"

#include <string>

namespace certwright::bench {

/// The routes of one list over a database, asked as the HTTP edge asks them: query checked and parsed, SQL,
/// JSON document. Only the look at the token is left out. The clock stands in the middle of what expires
/// when, so that windows always hold the same certificates.
class RouteServer {
  public:
    /// The list is at /api/v1/`noun`.
    RouteServer(store::Dialect dialect, std::string noun);
    virtual ~RouteServer() = default;

    /// The body of GET /api/v1/NOUN`target`. Throws std::runtime_error unless it is a 200.
    std::string get(const std::string& target);
    /// `cursor=…` for the page after the `rank`-th row in the order of `sort`.
    std::string cursor_after(const std::string& sort, std::size_t rank);
    /// Reads the narrow columns of fifty rows by their ids: the least a page can cost.
    void read_by_id();

  protected:
    /// `ids` selects the fifty of read_by_id, `columns` are texts of `table`.
    void choose_rows(const std::string& ids, const std::string& columns, const std::string& table);

    Installation installation_;
    test::FakeClock clock_{parse_rfc3339("2026-03-01T00:00:00Z")};
    http::Idempotency idempotency_{*installation_.database, clock_};
    http::Router router_;

  private:
    const std::string noun_;
    store::Values ids_;
    std::string by_id_;
};

}  // namespace certwright::bench
