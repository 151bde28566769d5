#include "sandbox/front/throttle.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox {
namespace {

struct Rate {
    std::string_view service, operation;
    double per_second;
};

constexpr Rate rates[] = {
    {"acm", "AddTagsToCertificate", 5},
    {"acm", "DeleteCertificate", 10},
    {"acm", "DescribeCertificate", 10},
    {"acm", "ExportCertificate", 10},
    {"acm", "GetAccountConfiguration", 1},
    {"acm", "GetCertificate", 10},
    {"acm", "ImportCertificate", 1},
    {"acm", "ListCertificates", 8},
    {"acm", "ListTagsForCertificate", 10},
    {"acm", "ListTagsForResource", 5},
    {"acm", "PutAccountConfiguration", 1},
    {"acm", "RemoveTagsFromCertificate", 5},
    {"acm", "RenewCertificate", 5},
    {"acm", "RequestCertificate", 5},
    {"acm", "ResendValidationEmail", 1},
    {"acm", "SearchCertificates", 5},
    {"acm", "TagResource", 5},
    {"acm", "UntagResource", 5},
    {"acm", "UpdateCertificateOptions", 5},
    {"acm-pca", "CreateCertificateAuthority", 1},
    {"acm-pca", "DeleteCertificateAuthority", 10},
    {"acm-pca", "DeletePermission", 1},
    {"acm-pca", "DescribeCertificateAuthority", 20},
    {"acm-pca", "GetCertificate", 75},
    {"acm-pca", "GetCertificateAuthorityCertificate", 20},
    {"acm-pca", "GetCertificateAuthorityCsr", 10},
    {"acm-pca", "ImportCertificateAuthorityCertificate", 10},
    {"acm-pca", "IssueCertificate", 25},
    {"acm-pca", "ListCertificateAuthorities", 20},
    {"acm-pca", "ListPermissions", 5},
    {"acm-pca", "RevokeCertificate", 20},
    {"acm-pca", "UpdateCertificateAuthority", 10},
};

/// STS counts all of its operations together.
constexpr double sts_rate = 600;

}  // namespace

std::optional<double> published_rate(std::string_view service, std::string_view operation) {
    if (service == "sts") return sts_rate;
    for (const auto& rate : rates) {
        if (rate.service == service && rate.operation == operation) return rate.per_second;
    }
    return std::nullopt;
}

bool Throttle::admit(const std::string& account, const std::string& region, std::string_view service,
                     std::string_view operation) {
    const auto published = published_rate(service, operation);
    if (!settings_.quotas || !published) return true;
    const double rate = *published * settings_.quota_scale;
    const double size = std::max(rate, 1.0);
    const std::string key =
        fmt::format("{}/{}/{}/{}", account, region, service, service == "sts" ? "" : operation);
    const Time now = machine_.now();
    const std::scoped_lock lock{mutex_};
    auto& bucket = buckets_.try_emplace(key, Bucket{size, now}).first->second;
    const double passed = std::max(0.0, static_cast<double>((now - bucket.at).count()) / 1e6);
    bucket.tokens = std::min(size, bucket.tokens + passed * rate);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

}  // namespace certwright::sandbox
