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

void migrate(const std::string& url) {
    store::migrate(*store::Database::open(url), store::embedded_migrations());
}

/// Closed, it is one file.
const std::filesystem::path& migrated_file() {
    static const FreshDatabase migrated{store::Dialect::sqlite};
    static const std::filesystem::path path = [] {
        migrate(migrated.url());
        return std::filesystem::path{migrated.url().substr(std::string_view{"sqlite:"}.size())};
    }();
    return path;
}

/// Nobody is connected to it any more, or PostgreSQL would not copy it.
const std::string& migrated_database() {
    static const FreshDatabase migrated{store::Dialect::postgresql};
    static const std::string name = [] {
        migrate(migrated.url());
        return migrated.name();
    }();
    return name;
}

}  // namespace

FreshDatabase::FreshDatabase(store::Dialect dialect, Schema schema) {
    dialect == store::Dialect::sqlite ? make_file(schema) : make_database(schema);
}

void FreshDatabase::make_file(Schema schema) {
    const auto path = directory_.path() / "certwright.db";
    if (schema == Schema::certwright) std::filesystem::copy_file(migrated_file(), path);
    url_ = "sqlite:" + path.string();
}

void FreshDatabase::make_database(Schema schema) {
    if (const char* given = std::getenv("CERTWRIGHT_TEST_POSTGRES_URL")) {
        cluster_url_ = given;
    } else {
        cluster_ = own_cluster();
        cluster_url_ = cluster_->url();
    }
    name_ = new_id_text("test");
    const std::string from = schema == Schema::certwright ? " TEMPLATE \"" + migrated_database() + '"' : "";
    administer(cluster_url_, "CREATE DATABASE \"" + name_ + '"' + from);
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

}  // namespace certwright::test
