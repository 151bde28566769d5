#pragma once

#include "bench/support/installation.hpp"
#include "http/router.hpp"
#include "support/fake_clock.hpp"

#include <string>

namespace certwright::bench {

/// The list's routes over a filled database, asked as the HTTP edge asks them: query checked and
/// parsed, SQL, JSON document. Only the look at the token is left out. The clock stands in the middle
/// of what expires when, so that windows always hold the same certificates.
class ListServer {
  public:
    ListServer(store::Dialect dialect, std::size_t certificates);

    /// The body of GET /api/v1/aws_certificates`target`. Throws std::runtime_error unless it is a 200.
    std::string get(const std::string& target);
    /// `cursor=…` for the page after the `rank`-th certificate in the order of `sort`.
    std::string cursor_after(const std::string& sort, std::size_t rank);
    /// Reads the narrow columns of fifty certificates by their ids: the least a page can cost.
    void read_by_id();

  private:
    Installation installation_;
    test::FakeClock clock_{parse_rfc3339("2026-03-01T00:00:00Z")};
    http::Idempotency idempotency_{*installation_.database, clock_};
    http::Router router_;
    store::Values ids_;
    std::string by_id_;
};

}  // namespace certwright::bench
