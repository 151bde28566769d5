#pragma once

#include "lifecycle/deployment/content.hpp"
#include "lifecycle/deployment/served.hpp"
#include "lifecycle/facts.hpp"

#include <string>
#include <vector>

/// Values that most tests of deployments change a little.
namespace certwright::lifecycle::test {

inline const Time now = parse_rfc3339("2026-10-01T12:00:00Z");

/// A good certificate for shop.example.com and www.example.com, from an authority, with its chain and key.
inline Content good_content() {
    Content content;
    content.leaf.fingerprint_sha256 = "f1";
    content.leaf.spki_sha256 = "k1";
    content.leaf.version = 3;
    content.leaf.subject = "CN=shop.example.com";
    content.leaf.issuer = "CN=Issuing,O=Example";
    content.leaf.common_name = "shop.example.com";
    content.leaf.dns_names = {"shop.example.com", "www.example.com"};
    content.leaf.not_before = parse_rfc3339("2026-09-01T00:00:00Z");
    content.leaf.not_after = parse_rfc3339("2026-11-30T00:00:00Z");
    content.leaf.key_algorithm = "RSA_2048";
    content.leaf.key_bits = 2048;
    content.leaf.signature_algorithm = "sha256WithRSAEncryption";
    content.leaf.key_usages = {"DIGITAL_SIGNATURE", "KEY_ENCIPHERMENT"};
    content.leaf.extended_key_usages = {"TLS_WEB_SERVER_AUTHENTICATION"};
    content.names = facts_of(content.leaf).names;
    content.issuers = {"i1", "r1"};
    content.certificate_size = 1'500;
    content.chain_size = 3'000;
    content.key_size = 1'700;
    content.key_spki_sha256 = "k1";
    return content;
}

/// What AWS serves once `content` was imported.
inline Served served_of(const Content& content, std::string arn = "arn:1") {
    Served served;
    served.arn = std::move(arn);
    served.fingerprint_sha256 = content.leaf.fingerprint_sha256;
    served.spki_sha256 = content.leaf.spki_sha256;
    served.key_algorithm = content.leaf.key_algorithm;
    served.common_name = content.leaf.common_name;
    served.names = content.names;
    served.issuers = content.issuers;
    served.key_usages = content.leaf.key_usages;
    served.extended_key_usages = content.leaf.extended_key_usages;
    served.not_before = content.leaf.not_before;
    served.not_after = content.leaf.not_after;
    return served;
}

template <class Found>
std::vector<std::string> rules_of(const std::vector<Found>& found) {
    std::vector<std::string> rules;
    for (const Found& one : found) rules.push_back(one.rule);
    return rules;
}

}  // namespace certwright::lifecycle::test
