#include "app/foundation.hpp"

#include "base/error.hpp"
#include "store/migrator.hpp"

#include <sys/stat.h>

#include <fstream>
#include <system_error>

namespace certwright::app {
namespace {

void create_data_dir(const std::filesystem::path& path) {
    const mode_t before = umask(0077);
    std::error_code problem;
    std::filesystem::create_directories(path, problem);
    umask(before);
    if (problem)
        throw Error{Fault::unavailable,
                    "cannot create the data directory '" + path.string() + "': " + problem.message(),
                    "choose another with --data-dir, or make it writable for this user"};
}

std::optional<Secret> read_passphrase(const std::filesystem::path& path) {
    if (path.empty()) return std::nullopt;
    std::ifstream in{path};
    std::string line;
    if (!std::getline(in, line) || line.empty())
        throw Error{Fault::unavailable, "cannot read the master passphrase from '" + path.string() + "'",
                    "its first line must be the passphrase"};
    return Secret{std::move(line)};
}

}  // namespace

Foundation::Foundation(const Settings& settings, Metrics* metrics) {
    create_data_dir(settings.data_dir);
    database_ = store::Database::open(settings.effective_database_url(), {.metrics = metrics});
    const auto migrations = store::embedded_migrations();
    store::migrate(*database_, migrations);
    schema_version_ = migrations.back().number;
    const bool has_secrets = database_->read(
        [](store::Connection& connection) { return vault::Vault::holds_secrets(connection); });
    using IfMissing = vault::LocalKeyWrapper::IfMissing;
    key_wrapper_ = std::make_unique<vault::LocalKeyWrapper>(
        vault::KeyFile{settings.effective_master_key_file(),
                       read_passphrase(settings.master_passphrase_file)},
        has_secrets ? IfMissing::refuse : IfMissing::create);
    vault_ = std::make_unique<vault::Vault>(*key_wrapper_, clock_);
    try {
        database_->read([&](store::Connection& connection) { vault_->check_master_keys(connection); });
    } catch (Error& error) {
        const std::string file = settings.effective_master_key_file().string();
        throw std::move(error).within("cannot use the master key file '" + file + "'");
    }
}

}  // namespace certwright::app
