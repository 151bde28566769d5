#include "lifecycle/deployment/import_rules.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certwright::lifecycle {
namespace {

/// In bytes of PEM, as the service's model has them (botocore, service-2.json).
struct SizeLimits {
    std::string_view service;
    std::size_t certificate, key, chain;
};
constexpr SizeLimits acm_sizes{"ACM", 32'768, 5'120, 2'097'152};
constexpr SizeLimits iam_sizes{"IAM", 16'384, 16'384, 2'097'152};

/// ACM, user guide: "troubleshoot-import" and the prerequisites.
constexpr std::size_t longest_ocsp_url = 1'000;

void judge_size(std::string_view part, std::size_t size, std::size_t limit, std::string_view service,
                std::vector<Refusal>& found) {
    if (size <= limit) return;
    found.push_back({fmt::format("{}_too_large", part), fmt::format("the {} has {} bytes of PEM", part, size),
                     fmt::format("{} takes at most {}", service, limit)});
}

void judge_sizes(const Content& content, const SizeLimits& limits, std::vector<Refusal>& found) {
    judge_size("certificate", content.certificate_size, limits.certificate, limits.service, found);
    judge_size("key", content.key_size, limits.key, limits.service, found);
    judge_size("chain", content.chain_size, limits.chain, limits.service, found);
}

void judge_private_key(const Content& content, std::vector<Refusal>& found) {
    if (content.key_spki_sha256.empty())
        found.push_back({"no_private_key", "the repository does not hold the private key of this certificate",
                         "bring the key in; AWS cannot serve a certificate without it"});
    else if (content.key_spki_sha256 != content.leaf.spki_sha256)
        found.push_back({"key_mismatch", "the private key does not belong to this certificate",
                         "bring in the key whose public key is in the certificate"});
}

void judge_validity(const Content& content, Time now, std::vector<Refusal>& found) {
    if (now < content.leaf.not_before)
        found.push_back(
            {"not_yet_valid",
             fmt::format("the certificate is not valid before {}", format_rfc3339(content.leaf.not_before)),
             "AWS takes certificates that are valid now; deploy it then"});
    if (now > content.leaf.not_after)
        found.push_back({"expired",
                         fmt::format("the certificate expired at {}", format_rfc3339(content.leaf.not_after)),
                         "renew it first"});
}

void judge_chain(const Content& content, std::vector<Refusal>& found) {
    if (content.chain_has_leaf)
        found.push_back({"chain_has_leaf", "the chain contains the certificate itself",
                         "leave it out: a chain begins with the issuer"});
    else if (content.chain_break)
        found.push_back(
            {"chain_order",
             fmt::format("certificate {} of the chain did not issue the one before it",
                         *content.chain_break + 1),
             "order the chain from the issuer of the certificate to the root, each certifying the one "
             "before it"});
}

/// Whether the common name alone may name a host: old certificates have no other name.
bool is_host_like(std::string_view name) {
    constexpr std::string_view of_hosts =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*";
    return !name.empty() && name.find_first_not_of(of_hosts) == std::string_view::npos;
}

void judge_x509(const x509::Certificate& leaf, std::vector<Refusal>& found) {
    if (leaf.version != 3)
        found.push_back({"not_version_3", fmt::format("the certificate is of X.509 version {}", leaf.version),
                         "ACM takes version 3 only; have it issued again"});
    if (leaf.issuer.empty())
        found.push_back({"no_issuer", "the certificate does not name its issuer", "have it issued again"});
    if (leaf.dns_names.empty() && leaf.ip_addresses.empty() && !is_host_like(leaf.common_name))
        found.push_back({"no_host_name",
                         "the certificate names no host: neither a domain name nor an IP address",
                         "have it issued again with a subject alternative name"});
    for (const std::string& url : leaf.ocsp_urls)
        if (url.size() > longest_ocsp_url)
            found.push_back({"ocsp_url_too_long",
                             fmt::format("an OCSP URL of the certificate has {} characters", url.size()),
                             fmt::format("ACM takes at most {}", longest_ocsp_url)});
}

Refusal unsupported_key(std::string_view service, const x509::Certificate& leaf, std::string_view supported) {
    return {"key_algorithm",
            fmt::format("{} does not take keys of the kind {}", service, in_quotes(leaf.key_algorithm)),
            fmt::format("use {}", supported)};
}

/// The pattern `[\w+=,.@-]+`, where \w is of ASCII.
bool is_iam_name(std::string_view name) {
    return !name.empty() && name.size() <= 128 && std::ranges::all_of(name, [](char c) {
        constexpr std::string_view marks = "_+=,.@-";
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != std::string_view::npos;
    });
}

/// The pattern `(/)|(/[!-\x7f]+/)`.
bool is_iam_path(std::string_view path) {
    if (path == "/") return true;
    return path.size() >= 3 && path.size() <= 512 && path.front() == '/' && path.back() == '/' &&
           std::ranges::all_of(path, [](unsigned char c) { return c >= '!' && c <= 0x7f; });
}

void judge_iam_name(const ServerCertificateName& name, std::vector<Refusal>& found) {
    if (!is_iam_name(name.name))
        found.push_back({"iam_name",
                         fmt::format("{} cannot be the name of a server certificate", in_quotes(name.name)),
                         "use 1 to 128 letters, digits and _ + = , . @ -"});
    if (name.is_taken)
        found.push_back({"iam_name_taken",
                         fmt::format("a server certificate with the name {} exists", in_quotes(name.name)),
                         "choose another name: it is unique in the account, also across paths"});
    if (!is_iam_path(name.path))
        found.push_back({"iam_path",
                         fmt::format("{} cannot be the path of a server certificate", in_quotes(name.path)),
                         "begin and end it with a slash, without spaces, in at most 512 characters"});
}

}  // namespace

bool acm_takes_key(std::string_view key_algorithm) {
    constexpr std::array<std::string_view, 7> taken{
        "RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"};
    return std::ranges::find(taken, key_algorithm) != taken.end();
}

std::vector<Refusal> acm_import_refusals(const Content& content, Time now) {
    std::vector<Refusal> found;
    judge_private_key(content, found);
    judge_validity(content, now, found);
    if (!acm_takes_key(content.leaf.key_algorithm))
        found.push_back(unsupported_key("ACM", content.leaf,
                                        "RSA of 1024, 2048, 3072 or 4096 bits, P-256, P-384 or P-521"));
    judge_x509(content.leaf, found);
    // In ACM's words "not a valid self signed": it was seen to refuse what an authority signed without its
    // chain, which the guide leaves open.
    if (content.issuers.empty() && !content.leaf.is_self_signed)
        found.push_back({"chain_missing", "an authority signed the certificate, and its chain is not here",
                         "bring the certificate in again together with its chain"});
    judge_chain(content, found);
    judge_sizes(content, acm_sizes, found);
    return found;
}

std::vector<Refusal> iam_import_refusals(const Content& content, const ServerCertificateName& name,
                                         Time now) {
    std::vector<Refusal> found;
    judge_iam_name(name, found);
    judge_private_key(content, found);
    judge_validity(content, now, found);
    const std::string& key = content.leaf.key_algorithm;
    if (!key.starts_with("RSA_") && !acm_takes_key(key))
        found.push_back(unsupported_key("IAM", content.leaf, "RSA, P-256, P-384 or P-521"));
    judge_chain(content, found);
    judge_sizes(content, iam_sizes, found);
    return found;
}

}  // namespace certwright::lifecycle
