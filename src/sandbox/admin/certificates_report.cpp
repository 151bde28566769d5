#include "sandbox/admin/certificates_report.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <shared_mutex>
#include <tuple>
#include <vector>

namespace certwright::sandbox {
namespace {

using acm::Certificate;
using Less = std::function<bool(const Certificate&, const Certificate&)>;

/// What has no end sorts last.
Time end_of(const Certificate& certificate) {
    return certificate.content ? certificate.content->not_after : Time::max();
}

Less order_of(const CertificateQuery& query) {
    const auto by = [](auto key) -> Less {
        return [key](const Certificate& a, const Certificate& b) {
            return std::forward_as_tuple(key(a), a.arn) < std::forward_as_tuple(key(b), b.arn);
        };
    };
    if (query.sort == "domain_name")
        return by([](const Certificate& c) -> const std::string& { return c.domain_name; });
    if (query.sort == "status")
        return by([](const Certificate& c) -> const std::string& { return c.status; });
    if (query.sort == "type") return by([](const Certificate& c) -> const std::string& { return c.type; });
    if (query.sort == "not_after") return by(end_of);
    if (query.sort == "created_at") return by([](const Certificate& c) { return c.created_at; });
    throw Error{Fault::invalid, fmt::format("certificates cannot be sorted by '{}'", query.sort),
                "by domain_name, status, type, not_after or created_at"};
}

bool mentions(const Certificate& certificate, const std::string& part) {
    if (part.empty() || certificate.arn.find(part) != std::string::npos) return true;
    return std::any_of(certificate.names.begin(), certificate.names.end(),
                       [&](const auto& name) { return name.find(part) != std::string::npos; });
}

bool is_asked_for(const Certificate& certificate, const CertificateQuery& query, const std::string& part) {
    return (query.status.empty() || certificate.status == query.status) &&
           (query.type.empty() || certificate.type == query.type) &&
           (!query.in_use || certificate.in_use() == *query.in_use) && mentions(certificate, part);
}

std::vector<const Certificate*> matching(const World& world, const CertificateQuery& query) {
    const std::string part = ascii::lower(query.search);
    std::vector<const Certificate*> found;
    for (const auto& [id, account] : world.accounts) {
        if (!query.account.empty() && id != query.account) continue;
        for (const auto& [name, region] : account.regions) {
            if (!query.region.empty() && name != query.region) continue;
            for (const auto& [arn, certificate] : region.acm.certificates) {
                if (is_asked_for(certificate, query, part)) found.push_back(&certificate);
            }
        }
    }
    return found;
}

json::object certificate_row(const Certificate& certificate) {
    const auto& content = certificate.content;
    return {{"arn", certificate.arn},
            {"account", certificate.account_id},
            {"region", certificate.region},
            {"domain_name", certificate.domain_name},
            {"names", certificate.names.size()},
            {"type", certificate.type},
            {"status", certificate.status},
            {"failure_reason", json::or_null(certificate.failure_reason)},
            {"renewal", json::or_null(certificate.renewal ? certificate.renewal->status : "")},
            {"created_at", format_rfc3339(certificate.created_at)},
            {"not_after", content ? json::value(format_rfc3339(content->not_after)) : json::value(nullptr)},
            {"in_use", certificate.in_use()}};
}

}  // namespace

json::object certificates_report(World& world, const CertificateQuery& query) {
    const Less less = order_of(query);
    const std::shared_lock shared{world.lock};
    auto found = matching(world, query);
    const auto total = found.size();
    const auto begin = std::min(query.offset, total);
    const auto end = begin + std::min(query.limit, total - begin);
    const auto at = [&](std::size_t place) { return found.begin() + static_cast<std::ptrdiff_t>(place); };
    std::partial_sort(at(0), at(end), found.end(), [&](const Certificate* a, const Certificate* b) {
        return query.descending ? less(*b, *a) : less(*a, *b);
    });
    json::array rows;
    std::for_each(at(begin), at(end),
                  [&](const Certificate* each) { rows.push_back(certificate_row(*each)); });
    return {{"total", total}, {"offset", begin}, {"certificates", std::move(rows)}};
}

}  // namespace certwright::sandbox
