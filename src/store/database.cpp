#include "store/database.hpp"

#include "base/error.hpp"
#include "store/postgres_database.hpp"
#include "store/sqlite_database.hpp"

namespace certwright::store {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

}  // namespace

Stopwatch::Stopwatch(Metrics* metrics, const char* kind)
    : metrics_(metrics), kind_(kind), began_(std::chrono::steady_clock::now()) {}

Stopwatch::~Stopwatch() {
    if (!metrics_) return;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
    metrics_->observe_seconds("certwright_database_seconds",
                              "How long reads and write transactions took, waiting included.", took.count(),
                              {{"kind", kind_}});
}

std::unique_ptr<Database> Database::open(const std::string& url, const DatabaseOptions& options) {
    if (url.starts_with(sqlite_scheme)) {
        return std::make_unique<SqliteDatabase>(url.substr(sqlite_scheme.size()), options);
    }
    if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
        return std::make_unique<PostgresDatabase>(url, options);
    }
    // The URL is not quoted: it may hold a password.
    throw Error{Fault::invalid, "the database URL has an unknown scheme",
                "write sqlite:PATH or postgresql://USER@HOST/DATABASE"};
}

}  // namespace certwright::store
