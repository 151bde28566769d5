#include "base/error.hpp"
#include "lifecycle/certificate_list.hpp"
#include "net/url.hpp"
#include "store/migrator.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

namespace {

store::Database& database() {
    static const auto opened = [] {
        auto made = store::Database::open("sqlite::memory:");
        store::migrate(*made, store::embedded_migrations());
        return made;
    }();
    return *opened;
}

/// The values of a filter are bound and never part of the SQL, and what is accepted is SQL that runs.
void check(std::string_view query) {
    const auto filter = lifecycle::CertificateFilter::parse(net::parse_query(query));
    store::Values values;
    const std::string postgres = filter.to_sql(store::Dialect::postgresql, Time{}, values);
    if (postgres.find_first_of(";\"") != postgres.npos) std::abort();
    database().read(
        [&](store::Connection& connection) { lifecycle::count_certificates(connection, filter, Time{}); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        check({reinterpret_cast<const char*>(data), size});
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) std::abort();
    }
    return 0;
}
