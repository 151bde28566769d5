#include "base/pem.hpp"
#include "lifecycle/dependents.hpp"
#include "making_fixture.hpp"
#include "x509/crl.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

using Reason = x509::RevocationReason;
using std::chrono::days;

struct RevocationTest : MakingFixture {
    IssuedCertificate issued_for(const Certificate& certificate) {
        return *database->read([&](store::Connection& connection) {
            return issued.find(connection, certificate.current.facts.fingerprint_sha256);
        });
    }
    void revoke(const Certificate& certificate, Reason reason = Reason::unspecified) {
        database->write(
            [&](store::Transaction& transaction) { revoke_in(transaction, certificate, reason); });
    }
    void revoke_in(store::Transaction& transaction, const Certificate& certificate, Reason reason) {
        issued.revoke(transaction, get("root").id, issued_for(certificate), reason, actor);
    }
    /// As somebody does who keeps it elsewhere: with its key.
    Certificate bring_authority(const std::string& name, BytesView der, const crypto::KeyPair& key) {
        return database->write([&](store::Transaction& transaction) {
            return repository.add(transaction, named(name), {.leaf = der, .reaches_root = true, .key = &key},
                                  actor);
        });
    }
    crypto::KeyPair key_of(const Certificate& certificate) {
        return database->read([&](store::Connection& connection) {
            return keys.open(connection, certificate.current.facts.spki_sha256);
        });
    }
    void remove(const Certificate& certificate) {
        database->write(
            [&](store::Transaction& transaction) { repository.remove(transaction, certificate.id, actor); });
    }
    /// What of that authority is revoked, by its next list.
    std::vector<x509::RevokedCertificate> listed(const std::string& name = "root") {
        return x509::parse_crl(as_bytes(make_list(name).pem)).revoked;
    }
    RevocationList make_list(const std::string& name = "root") {
        return database->write(
            [&](store::Transaction& transaction) { return lists.make(transaction, open(name), actor); });
    }
    std::optional<RevocationList> fresh() {
        const Certificate root = get("root");
        return database->read([&](store::Connection& connection) {
            return lists.fresh(connection, issuer_key_of(root.current));
        });
    }
};

TEST_P(RevocationTest, a_list_names_what_is_revoked_and_why) {
    const Certificate root = make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    make_one(host("other", "root"));
    revoke(shop, Reason::key_compromise);
    const RevocationList list = make_list();
    EXPECT_EQ(list.revoked, 1);
    const auto crl = x509::parse_crl(as_bytes(list.pem));
    EXPECT_EQ(crl.issuer, root.current.facts.subject);
    EXPECT_EQ(crl.number, "01");
    ASSERT_EQ(crl.revoked.size(), 1u);
    EXPECT_EQ(crl.revoked.front().serial, shop.current.facts.serial);
    EXPECT_EQ(crl.revoked.front().reason, Reason::key_compromise);
    EXPECT_EQ(crl.next_update, list.this_update + days{7});
}

TEST_P(RevocationTest, numbers_grow_and_the_latest_list_is_kept) {
    make_one(ca("root"));
    EXPECT_EQ(make_list().number, 1);
    EXPECT_EQ(make_list().number, 2);
    EXPECT_EQ(count("SELECT count(*) FROM revocation_lists"), 1);
    EXPECT_EQ(fresh()->number, 2);
    make_one(ca("other"));
    EXPECT_EQ(make_list("other").number, 1) << "each authority counts for itself";
}

TEST_P(RevocationTest, a_list_is_fresh_for_a_day) {
    make_one(ca("root"));
    EXPECT_FALSE(fresh());
    make_list();
    clock.advance(23h);
    ASSERT_TRUE(fresh());
    EXPECT_EQ(fresh()->number, 1);
    clock.advance(1h);
    EXPECT_FALSE(fresh());
}

TEST_P(RevocationTest, a_certificate_is_revoked_once_and_for_good) {
    make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  revoke_in(transaction, shop, Reason::certificate_hold);
              }),
              Fault::invalid);
    revoke(shop, Reason::superseded);
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  revoke_in(transaction, shop, Reason::key_compromise);
              }),
              Fault::conflict);
    EXPECT_EQ(issued_for(shop).reason, Reason::superseded);
}

TEST_P(RevocationTest, what_has_ended_leaves_the_list_one_list_later) {
    make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    revoke(shop);
    clock.wait_until(shop.current.facts.not_after + days{7} - 1h, {});
    EXPECT_EQ(make_list().revoked, 1);
    clock.advance(2h);
    EXPECT_EQ(make_list().revoked, 0);
}

TEST_P(RevocationTest, a_renewed_authority_has_a_list_for_each_of_its_keys) {
    const Certificate root = make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    revoke(shop);
    const auto key = new_key();
    renew_one(root, &key);
    EXPECT_EQ(make_list().revoked, 0) << "the new key has signed nothing yet";
    const auto old = database->write([&](store::Transaction& transaction) {
        const Authority before = open_authority(transaction, repository, keys, "root", clock.now(),
                                                root.current.facts.spki_sha256);
        return lists.make(transaction, before, actor);
    });
    EXPECT_EQ(old.revoked, 1);
    const Bytes der = from_base64(next_pem_block(old.pem)->body);
    EXPECT_TRUE(x509::is_crl_issued_by(der, der_of(root.current)));
    EXPECT_FALSE(x509::is_crl_issued_by(der, der_of(get("root").current)));
}

TEST_P(RevocationTest, a_compromised_key_is_not_renewed) {
    make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    revoke(shop, Reason::key_compromise);
    EXPECT_EQ(rule_of([&] { renew_one(shop); }), "key_compromised");
    const auto key = new_key();
    EXPECT_EQ(renew_one(shop, &key).number, 2);
}

TEST_P(RevocationTest, an_authority_that_may_not_sign_lists_is_refused) {
    auto wish = ca("root");
    wish.description.key_usages = {"CERTIFICATE_SIGNING"};
    make_one(wish);
    EXPECT_EQ(rule_of([&] { make_list(); }), "may_not_sign_lists");
}

TEST_P(RevocationTest, an_authority_that_is_brought_in_again_goes_on_counting_and_keeps_what_it_revoked) {
    const Certificate root = make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    const Bytes der = der_of(root.current);
    const auto key = key_of(root);
    revoke(shop);
    EXPECT_EQ(make_list().number, 1);
    remove(root);
    EXPECT_EQ(get("shop").current.number, 1);
    bring_authority("again", der, key);
    const RevocationList next = make_list("again");
    EXPECT_EQ(next.number, 2);
    ASSERT_EQ(next.revoked, 1);
    EXPECT_EQ(x509::parse_crl(as_bytes(next.pem)).revoked.front().serial, shop.current.facts.serial);
}

TEST_P(RevocationTest, what_depends_on_an_authority_is_what_it_alone_can_still_revoke) {
    const Certificate root = make_one(ca("root"));
    const auto dependents = [&] {
        return database->read(
            [&](store::Connection& connection) { return dependents_of(connection, root.id, clock.now()); });
    };
    EXPECT_FALSE(dependents().any());
    const Certificate shop = make_one(host("shop", "root"));
    make_one(host("pay", "root"));
    make_list();
    EXPECT_EQ(dependents().issued, 2);
    EXPECT_EQ(dependents().revocation_lists, 1);
    revoke(shop);
    EXPECT_EQ(dependents().issued, 1);
    try {
        refuse_removal_of_issuer(root, dependents());
        FAIL() << "it may be removed";
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::conflict);
        EXPECT_NE(error.message().find("has_issued"), std::string::npos);
    }
    const auto der = database->read([&](store::Connection& connection) {
        return kept_certificate(connection, root.current.facts.fingerprint_sha256);
    });
    bring_authority("twin", der, key_of(root));
    EXPECT_EQ(dependents().issued, 0) << "the other entry can still revoke it";
    remove(get("twin"));
    clock.advance(days{400});
    EXPECT_EQ(dependents().issued, 0) << "it has ended";
}

TEST_P(RevocationTest, an_authority_that_is_held_twice_counts_once) {
    const Certificate root = make_one(ca("root"));
    bring_authority("twin", der_of(root.current), key_of(root));
    const Certificate shop = make_one(host("shop", "root"));
    const Certificate other = make_one(host("other", "twin"));
    EXPECT_EQ(make_list("root").number, 1);
    EXPECT_EQ(make_list("twin").number, 2);
    revoke(shop);
    revoke(other);
    EXPECT_EQ(listed("root").size(), 2u);
    EXPECT_EQ(listed("twin").size(), 2u);
}

TEST_P(RevocationTest, two_names_with_one_key_are_two_issuers) {
    const auto key = new_key();
    const auto make_with = [&](const std::string& name) {
        return database->write(
            [&](store::Transaction& transaction) { return maker.make(transaction, ca(name), key, actor); });
    };
    make_with("root");
    make_with("other");
    revoke(make_one(host("shop", "root")));
    EXPECT_EQ(listed("root").size(), 1u);
    EXPECT_TRUE(listed("other").empty());
    EXPECT_EQ(make_list("other").number, 2);
    EXPECT_EQ(make_list("root").number, 2);
}

TEST_P(RevocationTest, a_revoked_authority_signs_nothing_more_and_still_lists) {
    make_one(ca("root"));
    const Certificate middle = make_one(ca("middle", "root"));
    const Certificate below = make_one(ca("below", "middle"));
    const Certificate shop = make_one(host("shop", "below"));
    revoke(middle, Reason::cessation_of_operation);
    EXPECT_EQ(rule_of([&] { make_one(host("new", "middle")); }), "authority_revoked");
    EXPECT_EQ(rule_of([&] { make_one(host("new", "below")); }), "authority_revoked") << "it hangs on it";
    EXPECT_EQ(rule_of([&] { renew_one(shop); }), "authority_revoked");
    EXPECT_EQ(rule_of([&] {
                  const Authority signer = open("middle");
                  const auto asked = complete(host("new").description, crypto::KeyAlgorithm::ec_prime256v1);
                  const auto request = x509::parse_request(x509::make_request(asked, new_key()));
                  database->write([&](store::Transaction& transaction) {
                      maker.sign(transaction, signer, request, {}, actor);
                  });
              }),
              "authority_revoked");
    EXPECT_NO_THROW(make_list("middle"));
    renew_one(middle);
    EXPECT_EQ(rule_of([&] { make_one(host("new", "middle")); }), "") << "its key is as good as before";
}

TEST_P(RevocationTest, a_compromise_is_of_the_key_and_so_of_every_certificate_of_it) {
    make_one(ca("root"));
    const Certificate first = make_one(ca("middle", "root"));
    renew_one(first);
    revoke(first, Reason::ca_compromise);
    EXPECT_EQ(get("middle").current.number, 2) << "another certificate, which was not revoked itself";
    EXPECT_EQ(rule_of([&] { make_one(host("new", "middle")); }), "authority_key_compromised");
    EXPECT_EQ(rule_of([&] { renew_one(get("middle")); }), "key_compromised");
    const auto key = new_key();
    renew_one(get("middle"), &key);
    EXPECT_EQ(rule_of([&] { make_one(host("new", "middle")); }), "");
}

TEST_P(RevocationTest, no_request_with_a_compromised_key_is_signed) {
    make_one(ca("root"));
    const Certificate shop = make_one(host("shop", "root"));
    revoke(shop, Reason::key_compromise);
    const auto asked = complete(host("other").description, crypto::KeyAlgorithm::ec_prime256v1);
    const auto request = x509::parse_request(x509::make_request(asked, key_of(shop)));
    EXPECT_EQ(rule_of([&] {
                  database->write([&](store::Transaction& transaction) {
                      maker.sign(transaction, open("root"), request, {}, actor);
                  });
              }),
              "key_compromised");
}

TEST_P(RevocationTest, what_was_issued_is_read_page_by_page_whichever_key_signed_it) {
    const Certificate root = make_one(ca("root"));
    std::vector<std::string> made;
    for (int number = 0; number < 5; ++number) {
        made.push_back(make_one(host("shop" + std::to_string(number), "root")).current.facts.serial);
        clock.advance(1s);
        const auto key = new_key();
        if (number == 2) renew_one(get("root"), &key);
    }
    std::vector<std::string> read;
    std::optional<IssuedCursor> after;
    database->read([&](store::Connection& connection) {
        const auto issuers = issuer_keys_of(connection, root.id);
        EXPECT_EQ(issuers.size(), 2u);
        EXPECT_EQ(issued.count(connection, issuers), 5);
        do {
            const auto page = issued.page(connection, issuers, after, 2);
            EXPECT_LE(page.rows.size(), 2u);
            for (const auto& row : page.rows) read.push_back(row.serial);
            after = page.next;
        } while (after);
    });
    std::ranges::reverse(made);
    EXPECT_EQ(read, made);
}

INSTANTIATE_ON_BOTH_DATABASES(RevocationTest);

}  // namespace
}  // namespace certwright::lifecycle
