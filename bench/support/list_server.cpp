#include "bench/support/list_server.hpp"

#include "bench/support/filled_inventory.hpp"
#include "http/routes/aws_certificates.hpp"

namespace certwright::bench {

ListServer::ListServer(store::Dialect dialect, std::size_t certificates)
    : RouteServer(dialect, "aws_certificates") {
    http::add_certificate_routes(router_, {*installation_.database, clock_});
    fill(installation_, certificates);
    choose_rows("SELECT id FROM aws_certificates ORDER BY fingerprint_sha256 LIMIT 50",
                "arn, domain_name, names, status, type, region", "aws_certificates");
}

}  // namespace certwright::bench
