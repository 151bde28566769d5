#include "support/database.hpp"

#include "base/error.hpp"
#include "store/migrator.hpp"
#include "support/postgres_cluster.hpp"

#include <cstdlib>

namespace certwright::test {
namespace {

/// Started once; it stops when the process ends and the last database in it is gone.
std::shared_ptr<const PostgresCluster> own_cluster() {
    static const auto cluster = std::make_shared<const PostgresCluster>();
    return cluster;
}

std::string with_database(const std::string& url, const std::string& name) {
    const std::size_t query = std::min(url.find('?'), url.size());
    const std::size_t slash = url.rfind('/', query);
    return url.substr(0, slash + 1) + name + url.substr(query);
}

void administer(const std::string& cluster_url, const std::string& sql) {
    store::Database::open(cluster_url)->with_exclusive([&](store::Connection& connection) {
        connection.run_script(sql);
    });
}

}  // namespace

FreshDatabase::FreshDatabase(store::Dialect dialect) {
    if (dialect == store::Dialect::sqlite) {
        url_ = "sqlite:" + (directory_.path() / "certwright.db").string();
        return;
    }
    if (const char* given = std::getenv("CERTWRIGHT_TEST_POSTGRES_URL")) {
        cluster_url_ = given;
    } else {
        cluster_ = own_cluster();
        cluster_url_ = cluster_->url();
    }
    name_ = new_id_text("test");
    administer(cluster_url_, "CREATE DATABASE \"" + name_ + "\"");
    url_ = with_database(cluster_url_, name_);
}

FreshDatabase::~FreshDatabase() {
    if (name_.empty()) return;
    try {
        administer(cluster_url_, "DROP DATABASE \"" + name_ + "\" WITH (FORCE)");
    } catch (const Error& error) {
        ADD_FAILURE() << "cannot drop the test's database: " << error.message();
    }
}

MigratedDatabaseTest::MigratedDatabaseTest() {
    store::migrate(*database, store::embedded_migrations());
}

}  // namespace certwright::test
