#include "lifecycle/chain_walk.hpp"

#include "support/hierarchy.hpp"

#include <gtest/gtest.h>

#include <map>

namespace certwright::lifecycle {
namespace {

using certwright::test::Hierarchy;

/// A repository that has seen `here`, and authorities that publish `published`.
struct ChainWalk : testing::Test {
    IssuerSources sources(bool fetches = true) {
        IssuerSources made;
        made.known = [this](const std::string& name) {
            std::vector<Bytes> found;
            for (const Bytes& der : here)
                if (x509::parse_der(der).subject == name) found.push_back(der);
            return found;
        };
        if (fetches)
            made.fetched = [this](const std::string& url) -> std::vector<Bytes> {
                asked.push_back(url);
                const auto found = published.find(url);
                if (found == published.end()) throw Error{Fault::unavailable, "nobody answers at " + url};
                return found->second;
            };
        return made;
    }
    void publish(const Hierarchy& hierarchy) {
        for (std::size_t i = 0; i < hierarchy.authorities.size(); ++i)
            published["http://ca.example.com/" + std::to_string(i)] = {hierarchy.authorities[i]};
    }

    std::vector<Bytes> here;
    std::map<std::string, std::vector<Bytes>> published;
    std::vector<std::string> asked;
};

TEST_F(ChainWalk, finds_the_issuers_that_are_here_and_asks_nobody) {
    const Hierarchy hierarchy{2};
    here = hierarchy.authorities;
    publish(hierarchy);
    const WalkedChain chain = walk_chain(hierarchy.leaf, {}, sources());
    EXPECT_EQ(chain.issuers, hierarchy.chain());
    EXPECT_TRUE(chain.reaches_root);
    EXPECT_FALSE(chain.problem);
    EXPECT_TRUE(asked.empty());
}

TEST_F(ChainWalk, fetches_what_is_not_here_one_after_the_other) {
    const Hierarchy hierarchy{2};
    here = {hierarchy.authorities[1]};
    publish(hierarchy);
    const WalkedChain chain = walk_chain(hierarchy.leaf, {}, sources());
    EXPECT_EQ(chain.issuers, hierarchy.chain());
    EXPECT_TRUE(chain.reaches_root);
    ASSERT_EQ(chain.fetched.size(), 2u);
    EXPECT_EQ(chain.fetched[0].der, hierarchy.authorities[2]);
    EXPECT_EQ(chain.fetched[1].url, "http://ca.example.com/0");
    EXPECT_EQ(asked, (std::vector<std::string>{"http://ca.example.com/2", "http://ca.example.com/0"}));
}

TEST_F(ChainWalk, goes_on_from_the_end_of_what_was_given) {
    const Hierarchy hierarchy{2};
    here = hierarchy.authorities;
    const WalkedChain chain = walk_chain(hierarchy.leaf, {hierarchy.authorities[2]}, sources());
    EXPECT_EQ(chain.issuers, hierarchy.chain());
    EXPECT_TRUE(chain.reaches_root);
}

TEST_F(ChainWalk, of_a_complete_or_self_signed_one_adds_nothing) {
    const Hierarchy hierarchy{1};
    here = hierarchy.authorities;
    EXPECT_EQ(walk_chain(hierarchy.leaf, hierarchy.chain(), sources()).issuers, hierarchy.chain());
    const WalkedChain chain = walk_chain(hierarchy.root.certificate, {}, sources());
    EXPECT_TRUE(chain.issuers.empty());
    EXPECT_TRUE(chain.reaches_root);
}

TEST_F(ChainWalk, says_what_is_missing_where_nothing_is_fetched) {
    const Hierarchy hierarchy{1};
    const WalkedChain chain = walk_chain(hierarchy.leaf, {}, sources(/*fetches=*/false));
    EXPECT_TRUE(chain.issuers.empty());
    ASSERT_TRUE(chain.problem);
    EXPECT_EQ(chain.problem->fault(), Fault::invalid);
    EXPECT_NE(chain.problem->message().find("Issuing 1"), std::string::npos) << chain.problem->message();
    EXPECT_NE(chain.problem->hint().find("http://ca.example.com/1"), std::string::npos)
        << chain.problem->hint();
    EXPECT_NE(chain.problem->hint().find("fetch_issuers"), std::string::npos);
}

TEST_F(ChainWalk, keeps_the_part_that_it_found_and_why_it_ended) {
    const Hierarchy hierarchy{2};
    publish(hierarchy);
    published.erase("http://ca.example.com/1");
    const WalkedChain chain = walk_chain(hierarchy.leaf, {}, sources());
    EXPECT_EQ(chain.issuers, std::vector<Bytes>{hierarchy.authorities[2]});
    EXPECT_FALSE(chain.reaches_root);
    ASSERT_TRUE(chain.problem);
    EXPECT_EQ(chain.problem->fault(), Fault::unavailable);
}

TEST_F(ChainWalk, takes_nothing_that_did_not_make_the_signature) {
    const Hierarchy hierarchy{1}, stranger{1};
    // The same names, other keys.
    here = stranger.authorities;
    published["http://ca.example.com/1"] = {stranger.authorities[1], stranger.root.certificate,
                                            hierarchy.leaf};
    const WalkedChain chain = walk_chain(hierarchy.leaf, {}, sources());
    EXPECT_TRUE(chain.issuers.empty());
    ASSERT_TRUE(chain.problem);
    EXPECT_NE(chain.problem->message().find("made the signature"), std::string::npos);
}

TEST_F(ChainWalk, takes_no_issuer_that_is_no_authority) {
    const certwright::test::Authority root;
    const crypto::KeyPair key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    const Bytes host = x509::sign_certificate(certwright::test::server_template("host.example.com"),
                                              key.public_key_der(), root.issuer());
    const Bytes leaf = x509::sign_certificate(certwright::test::server_template("shop.example.com"),
                                              root.key.public_key_der(), {host, key});
    here = {host, root.certificate};
    EXPECT_TRUE(walk_chain(leaf, {}, sources()).issuers.empty());
}

TEST_F(ChainWalk, takes_of_several_the_one_that_ends_latest) {
    const certwright::test::Authority root;
    auto described = certwright::test::authority_template("Root");
    described.not_after = parse_rfc3339("2045-01-01T00:00:00Z");
    const Bytes older = x509::self_sign(described, root.key);
    const Bytes leaf = x509::sign_certificate(certwright::test::server_template("shop.example.com"),
                                              root.key.public_key_der(), root.issuer());
    here = {older, root.certificate, older};
    EXPECT_EQ(walk_chain(leaf, {}, sources()).issuers, std::vector<Bytes>{root.certificate});
}

TEST_F(ChainWalk, ends_after_four_fetches) {
    const Hierarchy hierarchy{6};
    publish(hierarchy);
    const WalkedChain chain = walk_chain(hierarchy.leaf, {}, sources());
    EXPECT_EQ(chain.issuers.size(), most_fetches);
    EXPECT_EQ(asked.size(), most_fetches);
    ASSERT_TRUE(chain.problem);
    EXPECT_FALSE(chain.reaches_root);
}

TEST_F(ChainWalk, ends_where_authorities_certified_each_other) {
    const certwright::test::Authority one, other;
    const auto cross = [](const certwright::test::Authority& subject, const char* name,
                          const certwright::test::Authority& by, const char* by_name) {
        const Bytes named = x509::self_sign(certwright::test::authority_template(by_name), by.key);
        return x509::sign_certificate(certwright::test::authority_template(name),
                                      subject.key.public_key_der(), {named, by.key});
    };
    const Bytes first = cross(one, "One", other, "Other"), second = cross(other, "Other", one, "One");
    const Bytes leaf = x509::sign_certificate(certwright::test::server_template("shop.example.com"),
                                              one.key.public_key_der(), {first, one.key});
    here = {first, second};
    EXPECT_EQ(walk_chain(leaf, {}, sources(false)).issuers, (std::vector<Bytes>{first, second}));
}

}  // namespace
}  // namespace certwright::lifecycle
