#include "lifecycle/intake.hpp"
#include "lifecycle/request_draft.hpp"
#include "making_fixture.hpp"
#include "x509/bundle/read_file.hpp"
#include "x509/certificate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace certwright::lifecycle {
namespace {

using Texts = std::vector<std::string>;

struct RequestsTest : MakingFixture {
    /// What an authority elsewhere makes of a request, as it is brought in.
    Intake bring_answer(const Request& request, const std::string& name = {}) {
        const auto read = x509::parse_request(as_bytes(request.pem));
        auto described = test::server_template("ignored.example.com");
        described.subject = read.subject_parts;
        described.names = read.names;
        const Bytes der = x509::sign_certificate(described, read.public_key, authority.issuer());
        return bring_der(der, name);
    }
    /// A certificate of that key, brought in with its issuer.
    Intake bring(const x509::CertificateTemplate& described, const crypto::KeyPair& key,
                 const std::string& name = {}) {
        return bring_der(x509::sign_certificate(described, key.public_key_der(), authority.issuer()), name);
    }
    Intake bring_der(const Bytes& der, const std::string& name = {}) {
        IntakeWish wish;
        wish.name = name;
        return bring_der(der, wish);
    }
    Intake bring_der(const Bytes& der, const IntakeWish& wish) {
        const std::string pem = x509::der_to_pem(der) + x509::der_to_pem(authority.certificate);
        return database->write([&](store::Transaction& transaction) {
            return take_in(transaction, repository, requests,
                           x509::sort(x509::read_file(as_bytes(pem), "answer.pem", {})), wish, actor);
        });
    }
    bool is_done(const Request& request) { return look(request.id).done_at.has_value(); }
    RequestDraft draft(const RequestWish& wish) {
        return database->read(
            [&](store::Connection& connection) { return draft_request(connection, repository, keys, wish); });
    }
    Request look(const RequestId& id) {
        return database->read(
            [&](store::Connection& connection) { return requests.get(connection, id.text()); });
    }
};

TEST_P(RequestsTest, a_request_waits_with_its_key) {
    const auto key = new_key();
    const Request waiting = ask("shop", key);
    EXPECT_EQ(waiting.names, (Texts{"shop.example.com"}));
    EXPECT_EQ(waiting.key_algorithm, "EC_prime256v1");
    EXPECT_FALSE(waiting.done_at);
    EXPECT_EQ(count("SELECT count(*) FROM private_keys"), 1);
    const auto read = x509::parse_request(as_bytes(waiting.pem));
    EXPECT_TRUE(read.signature_valid);
    EXPECT_EQ(read.spki_sha256, key.spki_sha256());
    EXPECT_EQ(actions(), (Texts{"request.created"}));
}

TEST_P(RequestsTest, are_read_page_by_page_those_that_wait_first) {
    std::vector<Request> made;
    for (int number = 0; number < 5; ++number) {
        made.push_back(ask("shop" + std::to_string(number), new_key()));
        clock.advance(1s);
    }
    bring_answer(made[4]);
    bring_answer(made[1]);
    Texts read;
    std::optional<RequestCursor> after;
    database->read([&](store::Connection& connection) {
        EXPECT_EQ(requests.count(connection), 5);
        do {
            const auto page = requests.page(connection, after, 2);
            EXPECT_LE(page.rows.size(), 2u);
            for (const Request& row : page.rows) read.push_back(row.name);
            after = page.next;
        } while (after);
    });
    EXPECT_EQ(read, (Texts{"shop3", "shop2", "shop0", "shop4", "shop1"}));
}

TEST_P(RequestsTest, what_has_nothing_in_common_with_a_certificate_is_its_version_only_anyway) {
    const Made shop = make("shop.example");
    add("shop", shop);
    const auto fault = [&](const Made& made, const IntakeWish& wish) -> std::optional<Fault> {
        try {
            bring_der(made.der, wish);
        } catch (const Error& error) {
            return error.fault();
        }
        return std::nullopt;
    };
    const Made foreign = make("other.example");
    EXPECT_EQ(fault(foreign, {.name = "shop"}), Fault::invalid);
    EXPECT_EQ(get("shop").version_count, 1);
    EXPECT_EQ(fault(make("shop.example"), {.name = "shop"}), std::nullopt) << "the same names";
    EXPECT_EQ(get("shop").version_count, 2);
    const auto same_key = test::server_template("shop2.example");
    EXPECT_EQ(
        fault({new_key(), x509::sign_certificate(same_key, shop.key.public_key_der(), authority.issuer())},
              {.name = "shop"}),
        std::nullopt)
        << "the key of an older version";
    EXPECT_EQ(fault(foreign, {.name = "shop", .anyway = true}), std::nullopt);
    EXPECT_EQ(fault(foreign, {.name = "shop"}), std::nullopt) << "it is a version by now";
}

TEST_P(RequestsTest, what_is_always_new_is_no_version_of_what_has_its_name_or_id) {
    const Certificate shop = add("shop", make("shop.example"));
    for (const std::string& name : {shop.id.text(), std::string{"shop"}})
        EXPECT_THROW(bring_der(make("shop.example").der, IntakeWish{.name = name, .always_new = true}),
                     Error);
    EXPECT_EQ(get("shop").version_count, 1);
    bring_der(make("shop.example").der, IntakeWish{.name = "shop2", .always_new = true});
    EXPECT_EQ(get("shop2").version_count, 1);
}

TEST_P(RequestsTest, a_certificate_with_other_names_tells_which_request_goes_on_waiting) {
    const auto key = new_key();
    const Request waiting = ask("shop", key);
    const Intake other = bring(test::server_template("other.example.com"), key, "other");
    ASSERT_EQ(other.taken.size(), 1u);
    EXPECT_EQ(other.taken.front().still_waiting, (Texts{"shop"}));
    EXPECT_FALSE(is_done(waiting));
    EXPECT_TRUE(bring_answer(waiting).taken.front().still_waiting.empty());
    EXPECT_TRUE(is_done(waiting));
}

TEST_P(RequestsTest, what_cannot_be_renewed_here_is_not_brought_in_to_be_renewed_by_itself) {
    IntakeWish wish{.name = "shop"};
    wish.label = [](Settings& settings) { settings.renewal.is_on = true; };
    try {
        bring_der(make("shop.example").der, wish);
        ADD_FAILURE() << "it was brought in";
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid);
        EXPECT_NE(error.message().find("cannot renew \"shop\" by itself"), std::string::npos)
            << error.message();
    }
    EXPECT_EQ(count("SELECT count(*) FROM certificates"), 0);
}

TEST_P(RequestsTest, what_is_said_of_a_version_is_said_of_its_certificate) {
    IntakeWish wish{.name = "shop"};
    wish.label = [](Settings& settings) {
        settings.owner = "ada";
        settings.tags = {{"team", "shop"}, {"stage", "test"}};
    };
    bring_der(make("shop.example").der, wish);
    wish.label = [](Settings& settings) { settings.tags = {{"stage", "live"}}; };
    bring_der(make("shop.example").der, wish);
    const Settings now = get("shop").settings;
    EXPECT_EQ(now.name, "shop");
    EXPECT_EQ(now.owner, "ada");
    EXPECT_EQ(now.tags, (std::map<std::string, std::string>{{"team", "shop"}, {"stage", "live"}}));
    const auto revision = get("shop").revision;
    wish.label = [](Settings& settings) { settings.owner = "ada"; };
    bring_der(make("shop.example").der, wish);
    EXPECT_EQ(get("shop").settings, now);
    EXPECT_EQ(std::ranges::count(actions(), std::string{"certificate.changed"}), 1) << revision;
}

TEST_P(RequestsTest, a_key_alone_has_no_name) {
    const std::string pem{new_key().to_pkcs8_pem().reveal()};
    try {
        database->write([&](store::Transaction& transaction) {
            return take_in(transaction, repository, requests,
                           x509::sort(x509::read_file(as_bytes(pem), "lone.key", {})), {.name = "shop"},
                           actor);
        });
        ADD_FAILURE() << "it was taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.message(), "there is no certificate in what was given, only a private key");
    }
}

TEST_P(RequestsTest, one_of_a_name_waits_at_a_time) {
    ask("shop", new_key());
    EXPECT_THROW(ask("Shop", new_key()), Error);
    EXPECT_EQ(count("SELECT count(*) FROM private_keys"), 1);
}

TEST_P(RequestsTest, what_comes_for_a_new_name_is_a_new_certificate_with_its_key) {
    const Request waiting = ask("shop", new_key());
    const Intake intake = bring_answer(waiting);
    ASSERT_EQ(intake.taken.size(), 1u);
    EXPECT_EQ(intake.taken.front().outcome, TakenIn::Outcome::created);
    EXPECT_EQ(intake.taken.front().certificate.settings.name, "shop");
    EXPECT_EQ(intake.taken.front().version.origin, Origin::issued);
    EXPECT_TRUE(intake.taken.front().version.has_key);
    const Request done = look(waiting.id);
    EXPECT_TRUE(done.done_at);
    EXPECT_EQ(done.certificate, intake.taken.front().certificate.id);
    EXPECT_EQ(done.fingerprint_sha256, intake.taken.front().version.facts.fingerprint_sha256);
    EXPECT_NO_THROW(ask("shop", new_key())) << "the next one may wait under the name";
}

TEST_P(RequestsTest, what_comes_for_a_certificate_is_its_next_version_whatever_its_names) {
    const Certificate shop = add("shop", make("www.example.com", "2027-01-01T00:00:00Z"));
    const Request waiting = ask("shop", new_key(), shop.id);
    const Intake intake = bring_answer(waiting);
    EXPECT_EQ(intake.taken.front().outcome, TakenIn::Outcome::version_added);
    EXPECT_EQ(intake.taken.front().certificate.id, shop.id);
    EXPECT_EQ(get("shop").current.number, 2);
    EXPECT_TRUE(look(waiting.id).done_at);
}

TEST_P(RequestsTest, a_name_given_at_the_import_wins_and_the_request_is_done_all_the_same) {
    const Request waiting = ask("shop", new_key());
    EXPECT_EQ(bring_answer(waiting, "store").taken.front().certificate.settings.name, "store");
    EXPECT_TRUE(look(waiting.id).done_at);
}

TEST_P(RequestsTest, a_certificate_that_is_removed_leaves_its_request_and_key_waiting) {
    const Made made = make("shop.example.com");
    const Certificate shop = add("shop", made);
    const Request waiting = ask("shop", made.key, shop.id);
    database->write([&](store::Transaction& transaction) { repository.remove(transaction, shop.id, actor); });
    EXPECT_FALSE(look(waiting.id).certificate);
    EXPECT_TRUE(holds_key(made));
    EXPECT_EQ(bring_answer(waiting).taken.front().outcome, TakenIn::Outcome::created);
}

TEST_P(RequestsTest, a_request_that_is_removed_takes_its_key_unless_a_certificate_has_it) {
    const Made made = make("shop.example.com");
    const Certificate shop = add("shop", made);
    const Request same = ask("shop", made.key, shop.id);
    const Request other = ask("other", new_key());
    database->write([&](store::Transaction& transaction) {
        requests.remove(transaction, same.id, actor);
        requests.remove(transaction, other.id, actor);
    });
    EXPECT_TRUE(holds_key(made));
    EXPECT_EQ(count("SELECT count(*) FROM private_keys"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM secrets"), 1);
    EXPECT_THROW(look(same.id), Error);
}

TEST_P(RequestsTest, the_old_certificate_of_the_same_key_brought_in_again_finishes_nothing) {
    const Made made = make("shop.example.com");
    const Certificate shop = add("shop", made);
    const Request waiting = ask("shop", made.key, shop.id);
    EXPECT_EQ(bring_der(made.der).taken.front().outcome, TakenIn::Outcome::unchanged);
    EXPECT_FALSE(is_done(waiting));
    clock.advance(1h);
    bring_answer(waiting);
    EXPECT_TRUE(is_done(waiting));
}

TEST_P(RequestsTest, a_certificate_of_the_same_key_for_other_names_finishes_nothing) {
    const auto key = new_key();
    const Request waiting = ask("shop", key);
    bring(test::server_template("other.example.com"), key);
    EXPECT_FALSE(is_done(waiting));
}

TEST_P(RequestsTest, one_certificate_finishes_one_request_the_one_for_its_names) {
    const auto key = new_key();
    const Request shop = ask("shop", key);
    const Request store = ask("store", key);
    EXPECT_EQ(bring_answer(shop).taken.front().certificate.settings.name, "shop");
    EXPECT_TRUE(is_done(shop));
    EXPECT_FALSE(is_done(store));
    EXPECT_EQ(bring_answer(store).taken.front().certificate.settings.name, "store");
    EXPECT_TRUE(is_done(store));
}

TEST_P(RequestsTest, of_two_for_the_same_names_and_key_the_one_that_the_import_names_is_done) {
    const auto key = new_key();
    const Request shop = ask("shop", key);
    const auto described = complete(host("shop").description, crypto::KeyAlgorithm::ec_prime256v1);
    const Request spare = database->write([&](store::Transaction& transaction) {
        return requests.add(transaction, {"spare", std::nullopt, x509::make_request(described, key)}, key,
                            actor);
    });
    bring_answer(shop, "shop");
    EXPECT_TRUE(is_done(shop));
    EXPECT_FALSE(is_done(spare));
}

TEST_P(RequestsTest, a_host_that_the_authority_added_is_no_hindrance) {
    const auto key = new_key();
    const Request waiting = ask("shop", key);
    auto described = test::server_template("shop.example.com");
    described.names.push_back({x509::AlternativeName::Kind::dns, "www.shop.example.com"});
    bring(described, key);
    EXPECT_TRUE(is_done(waiting));
}

TEST_P(RequestsTest, a_draft_is_modelled_on_the_certificate_of_its_name) {
    const Made made = make("shop.example.com");
    const Certificate shop = add("shop", made);
    RequestWish wish;
    wish.name = "SHOP";
    const RequestDraft next = draft(wish);
    EXPECT_EQ(next.name, "shop");
    EXPECT_EQ(next.certificate, shop.id);
    EXPECT_EQ(next.described.names.front().value, "shop.example.com");
    EXPECT_EQ(next.described.subject, (x509::DistinguishedName{{"CN", "shop.example.com"}}));
    EXPECT_FALSE(next.key);
    wish.with_same_key = true;
    wish.description.names = {{x509::AlternativeName::Kind::dns, "new.example.com"}};
    const RequestDraft same = draft(wish);
    ASSERT_TRUE(same.key);
    EXPECT_EQ(same.key->spki_sha256(), made.key.spki_sha256());
    EXPECT_EQ(same.described.subject, (x509::DistinguishedName{{"CN", "new.example.com"}}));
}

TEST_P(RequestsTest, a_draft_like_another_certificate_is_for_a_new_one) {
    add("shop", make("shop.example.com"));
    RequestWish wish;
    wish.name = "spare";
    wish.like = "shop";
    wish.key_algorithm = crypto::KeyAlgorithm::ed25519;
    const RequestDraft spare = draft(wish);
    EXPECT_EQ(spare.name, "spare");
    EXPECT_FALSE(spare.certificate);
    EXPECT_EQ(spare.key_algorithm, crypto::KeyAlgorithm::ed25519);
    EXPECT_EQ(spare.described.names.size(), 1u);
    wish.like = "nobody";
    EXPECT_THROW(draft(wish), Error);
    RequestWish keyless;
    keyless.name = "fresh";
    keyless.with_same_key = true;
    EXPECT_THROW(draft(keyless), Error);
}

INSTANTIATE_ON_BOTH_DATABASES(RequestsTest);

}  // namespace
}  // namespace certwright::lifecycle
