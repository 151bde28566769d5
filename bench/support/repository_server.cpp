#include "bench/support/repository_server.hpp"

#include "bench/support/filled_inventory.hpp"
#include "bench/support/filled_repository.hpp"
#include "http/routes/repository.hpp"

namespace certwright::bench {

RepositoryServer::RepositoryServer(store::Dialect dialect, std::size_t certificates)
    : RouteServer(dialect, "certificates") {
    http::add_repository_routes(
        router_, {*installation_.database, repository_, requests_, keys_, installation_.log, clock_});
    fill_repository(*installation_.database, certificates, clock_.now());
    settle(installation_);
    choose_rows("SELECT id FROM certificates ORDER BY name_key DESC LIMIT 50",
                "name, owner, description, notes", "certificates");
}

}  // namespace certwright::bench
