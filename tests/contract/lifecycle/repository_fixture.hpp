#pragma once

#include "base/error.hpp"
#include "lifecycle/repository.hpp"
#include "support/authority.hpp"
#include "support/database.hpp"
#include "support/leaping_clock.hpp"
#include "support/temp_directory.hpp"
#include "vault/local_key_wrapper.hpp"

#include <optional>
#include <string>

namespace certwright::lifecycle {

/// A repository, and an authority that signs what is put into it.
struct RepositoryFixture : test::MigratedDatabaseTest {
    /// A certificate with its key, as somebody brings it.
    struct Made {
        crypto::KeyPair key;
        Bytes der;
    };

    test::LeapingClock clock;
    audit::Log log{clock};
    test::TempDirectory directory;
    vault::LocalKeyWrapper wrapper{vault::KeyFile{directory.path() / "master.key"},
                                   vault::LocalKeyWrapper::IfMissing::create};
    vault::Vault vault{wrapper, clock};
    PrivateKeys keys{vault, clock};
    Repository repository{keys, log, clock};
    test::Authority authority;
    const inventory::Actor actor{"user:alice", "req_1"};

    Made make(const std::string& host, const std::string& not_after = "2049-12-31T23:59:59Z") const {
        return make(host, crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1), not_after);
    }
    Made make(const std::string& host, crypto::KeyPair key, const std::string& not_after) const {
        auto described = test::server_template(host);
        described.not_after = parse_rfc3339(not_after);
        Bytes der = x509::sign_certificate(described, key.public_key_der(), authority.issuer());
        return {std::move(key), std::move(der)};
    }
    NewVersion version_of(const Made& made, bool with_key = true) const {
        return {.leaf = made.der,
                .issuers = {authority.certificate},
                .reaches_root = true,
                .key = with_key ? &made.key : nullptr};
    }
    static Settings named(const std::string& name) {
        Settings settings;
        settings.name = name;
        return settings;
    }

    Certificate add(const std::string& name, const Made& made, bool with_key = true) {
        return database->write([&](store::Transaction& transaction) {
            return repository.add(transaction, named(name), version_of(made, with_key), actor);
        });
    }
    Arrival bring(const CertificateId& id, const Made& made, bool with_key = true) {
        return database->write([&](store::Transaction& transaction) {
            return repository.add_version(transaction, id, version_of(made, with_key), actor);
        });
    }
    Certificate get(const std::string& id_or_name) {
        return database->read(
            [&](store::Connection& connection) { return repository.get(connection, id_or_name); });
    }
    bool holds_key(const Made& made) {
        return database->read(
            [&](store::Connection& connection) { return keys.has(connection, made.key.spki_sha256()); });
    }
    std::int64_t count(std::string_view sql) {
        return database->read([&](store::Connection& connection) {
            return connection.find(sql, {}, [](const store::Row& row) { return row.integer(0); }).value();
        });
    }
    /// Actions of the audit log, the oldest first.
    std::vector<std::string> actions() {
        std::vector<std::string> found;
        database->read([&](store::Connection& connection) {
            for (const auto& event : log.list(connection, {})) found.insert(found.begin(), event.action);
        });
        return found;
    }
    template <class Act>
    std::optional<Fault> fault_of(Act act) {
        try {
            database->write([&](store::Transaction& transaction) { act(transaction); });
        } catch (const Error& error) {
            return error.fault();
        }
        return std::nullopt;
    }
};

}  // namespace certwright::lifecycle
