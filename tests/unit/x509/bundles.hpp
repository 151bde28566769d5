#pragma once

#include "base/error.hpp"
#include "support/openssl.hpp"
#include "support/vectors.hpp"
#include "x509/bundle/read_file.hpp"
#include "x509/certificate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace certwright::test {

inline std::string bundle_file(const std::string& name) {
    return vector_file("x509/bundle/" + name);
}

/// The leaf, its issuer and the root.
inline std::vector<Bytes> bundle_chain() {
    return x509::pem_to_ders(bundle_file("chain.pem"));
}

inline crypto::KeyPair leaf_key() {
    return crypto::KeyPair::from_pem(bundle_file("leaf.key"));
}

inline std::vector<Secret> passwords(std::initializer_list<const char*> texts) {
    std::vector<Secret> list;
    for (const char* text : texts) list.emplace_back(std::string{text});
    return list;
}

inline x509::Material read(std::string_view content, std::initializer_list<const char*> tried = {},
                           std::string_view name = "file") {
    return x509::read_file(as_bytes(content), name, passwords(tried));
}

/// The message with which a file is refused.
inline std::string refusal(std::string_view content, std::initializer_list<const char*> tried = {}) {
    try {
        (void)read(content, tried);
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::invalid) << error.message();
        return error.message();
    }
    return "accepted";
}

inline std::vector<Bytes> ders(const x509::Material& material) {
    std::vector<Bytes> all;
    for (const auto& found : material.certificates) all.push_back(found.der);
    return all;
}

inline std::string flaws(const x509::Material& material) {
    std::string text;
    for (const auto& flaw : material.flaws) text += flaw.place + ": " + flaw.problem + "\n";
    return text;
}

/// Whether that is the leaf's key and its chain, and nothing else.
inline void expect_whole(const x509::Material& material) {
    EXPECT_EQ(flaws(material), "");
    auto found = ders(material);
    auto expected = bundle_chain();
    std::ranges::sort(found);
    std::ranges::sort(expected);
    EXPECT_EQ(found, expected);
    ASSERT_EQ(material.keys.size(), 1U);
    EXPECT_EQ(material.keys[0].key.spki_sha256(), leaf_key().spki_sha256());
    EXPECT_TRUE(material.requests.empty());
}

}  // namespace certwright::test
