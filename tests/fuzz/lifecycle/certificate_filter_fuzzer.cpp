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

/// What is accepted is SQL that runs, and its values are bound: none is part of the SQL.
void check(std::string_view query) {
    const auto filter = lifecycle::CertificateFilter::parse(net::parse_query(query));
    database().read([&](store::Connection& connection) {
        store::Values values;
        if (filter.to_sql(connection, Time{}, values).find_first_of(";\"") != std::string::npos) std::abort();
        lifecycle::count_certificates(connection, {connection, filter, Time{}});
    });
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
