#pragma once

#include "bench/support/route_server.hpp"
#include "lifecycle/repository.hpp"
#include "lifecycle/requests.hpp"

namespace certwright::bench {

/// The list of the repository's certificates.
class RepositoryServer final : public RouteServer {
  public:
    RepositoryServer(store::Dialect dialect, std::size_t certificates);

  private:
    lifecycle::PrivateKeys keys_{installation_.vault, clock_};
    lifecycle::Repository repository_{keys_, installation_.log, clock_};
    lifecycle::Requests requests_{keys_, installation_.log, clock_};
};

}  // namespace certwright::bench
