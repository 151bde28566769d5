#pragma once

#include "bench/support/route_server.hpp"

namespace certwright::bench {

/// The list of AWS certificates.
class ListServer final : public RouteServer {
  public:
    ListServer(store::Dialect dialect, std::size_t certificates);
};

}  // namespace certwright::bench
