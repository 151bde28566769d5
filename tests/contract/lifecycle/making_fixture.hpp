#pragma once

#include "jobs/queue.hpp"
#include "lifecycle/maker.hpp"
#include "lifecycle/renewals.hpp"
#include "lifecycle/revocation_lists.hpp"
#include "repository_fixture.hpp"

#include <gtest/gtest.h>

#include <string>

namespace certwright::lifecycle {

/// A repository in which certificates are made.
struct MakingFixture : RepositoryFixture {
    Requests requests{keys, log, clock};
    IssuedCertificates issued{log, clock};
    RevocationLists lists{log, clock};
    Maker maker{repository, keys, requests, issued, clock};
    jobs::Queue queue{*database, clock};
    Renewals renewals{queue, log, clock};

    static crypto::KeyPair new_key() {
        return crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    }

    static Maker::CertificateWish host(const std::string& name, const std::string& authority = {}) {
        Maker::CertificateWish wish;
        wish.settings.name = name;
        wish.description.names = {{x509::AlternativeName::Kind::dns, name + ".example.com"}};
        wish.authority = authority;
        return wish;
    }
    static Maker::CertificateWish ca(const std::string& name, const std::string& authority = {}) {
        Maker::CertificateWish wish;
        wish.settings.name = name;
        wish.description.subject = {{"CN", name}};
        wish.description.is_ca = true;
        wish.authority = authority;
        return wish;
    }
    Certificate make_one(const Maker::CertificateWish& wish) {
        const auto key = new_key();
        return database->write(
            [&](store::Transaction& transaction) { return maker.make(transaction, wish, key, actor); });
    }
    Version renew_one(const Certificate& known, const crypto::KeyPair* key = nullptr) {
        return database->write(
            [&](store::Transaction& transaction) { return maker.renew(transaction, known, key, actor); });
    }
    Authority open(const std::string& name) {
        return database->read([&](store::Connection& connection) {
            return open_authority(connection, repository, keys, name, clock.now());
        });
    }
    Bytes der_of(const Version& version) {
        return database->read([&](store::Connection& connection) {
            return kept_certificate(connection, version.facts.fingerprint_sha256);
        });
    }
    Request ask(const std::string& name, const crypto::KeyPair& key,
                std::optional<CertificateId> certificate = std::nullopt, bool is_ca = false) {
        Description description = host(name).description;
        if (is_ca) description = ca(name).description;
        const auto described = complete(description, crypto::KeyAlgorithm::ec_prime256v1);
        const Bytes der = x509::make_request(described, key);
        return database->write([&](store::Transaction& transaction) {
            return requests.add(transaction, {name, std::move(certificate), der}, key, actor);
        });
    }
    /// The rule that an act is refused by.
    template <class Act>
    std::string rule_of(Act act) {
        try {
            act();
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid) << error.message();
            EXPECT_FALSE(error.hint().empty()) << error.message();
            return error.fields().empty() ? error.message() : error.fields().front().problem;
        }
        return {};
    }
};

}  // namespace certwright::lifecycle
