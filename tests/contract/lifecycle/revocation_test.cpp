#include "base/pem.hpp"
#include "making_fixture.hpp"
#include "x509/crl.hpp"

#include <gtest/gtest.h>

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
        database->write([&](store::Transaction& transaction) {
            issued.revoke(transaction, issued_for(certificate), reason, actor);
        });
    }
    RevocationList make_list(const std::string& name = "root") {
        return database->write(
            [&](store::Transaction& transaction) { return lists.make(transaction, open(name), actor); });
    }
    std::optional<RevocationList> fresh() {
        const Certificate root = get("root");
        return database->read([&](store::Connection& connection) {
            return lists.fresh(connection, root.id, root.current.facts.spki_sha256);
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

TEST_P(RevocationTest, numbers_grow_and_lists_are_kept) {
    make_one(ca("root"));
    EXPECT_EQ(make_list().number, 1);
    EXPECT_EQ(make_list().number, 2);
    EXPECT_EQ(count("SELECT count(*) FROM revocation_lists"), 2);
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
                  issued.revoke(transaction, issued_for(shop), Reason::certificate_hold, actor);
              }),
              Fault::invalid);
    revoke(shop, Reason::superseded);
    EXPECT_EQ(fault_of([&](store::Transaction& transaction) {
                  issued.revoke(transaction, issued_for(shop), Reason::key_compromise, actor);
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

TEST_P(RevocationTest, an_authority_that_is_removed_takes_its_lists_along) {
    const Certificate root = make_one(ca("root"));
    make_one(host("shop", "root"));
    make_list();
    database->write([&](store::Transaction& transaction) { repository.remove(transaction, root.id, actor); });
    EXPECT_EQ(count("SELECT count(*) FROM revocation_lists"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM issued_certificates"), 0);
    EXPECT_EQ(get("shop").current.number, 1);
}

INSTANTIATE_ON_BOTH_DATABASES(RevocationTest);

}  // namespace
}  // namespace certwright::lifecycle
