#include "lifecycle/server_certificate_look.hpp"

#include "aws/iam.hpp"
#include "base/ascii.hpp"
#include "inventory/discovery_jobs.hpp"

namespace certwright::lifecycle {
aws::Outcome<aws::Done> ServerCertificateLook::list(const Content& content) {
    names_.clear();
    candidates_.clear();
    std::string marker;
    do {
        const auto page = aws::iam::list_server_certificates(client_, marker, context_);
        if (!page) return page.failure();
        for (const auto& row : page->rows) {
            names_.insert(ascii::lower(row.name));
            if (!row.expires_at || *row.expires_at == content.leaf.not_after) candidates_.insert(row.name);
        }
        if (!marker.empty() && page->marker == marker)
            return aws::repeated_page("iam", "ListServerCertificates", {});
        marker = page->marker;
    } while (!marker.empty());
    return aws::Done{};
}

/// A listing lags some seconds behind: what has the name of this version is asked for in any case.
aws::Outcome<std::vector<LiveCertificate>> ServerCertificateLook::same(const Content& content,
                                                                       const std::string& name) {
    if (auto listed = list(content); !listed) return listed.failure();
    candidates_.insert(name);
    std::vector<LiveCertificate> found;
    for (const std::string& candidate : candidates_) {
        auto live = look_at_server_certificate(client_, candidate, context_);
        if (!live && live.failure().kind == aws::FailureKind::not_found) continue;
        if (!live) return live.failure();
        names_.insert(ascii::lower(candidate));
        if (live->served.fingerprint_sha256 == content.leaf.fingerprint_sha256)
            found.push_back(std::move(*live));
    }
    return found;
}

aws::Outcome<ServerCertificateView> ServerCertificateLook::view(const Content& content,
                                                                const ServerCertificateName& name) {
    const auto found = same(content, name.name);
    if (!found) return found.failure();
    const auto kept = database_.read([&](store::Connection& connection) {
        return deployments_.kept_arns(connection, account_.id, inventory::global_region);
    });
    ServerCertificateView view;
    view.name = name;
    view.name.is_taken = names_.contains(ascii::lower(name.name));
    if (limit_) view.held = QuotaUse{.used = std::ssize(names_), .limit = *limit_};
    for (const LiveCertificate& live : *found) {
        Served served = live.served;
        if (const auto keeper = kept.find(served.arn); keeper != kept.end())
            served.deployment = keeper->second;
        view.same.push_back(std::move(served));
    }
    return view;
}

aws::Outcome<std::string> ServerCertificateLook::uploaded_for(const Content& content,
                                                              const std::string& deployment,
                                                              const std::string& name) {
    const auto found = same(content, name);
    if (!found) return found.failure();
    for (const LiveCertificate& live : *found) {
        // Where tags cannot be read, what has the name of this version is ours.
        if (!live.tags && ascii::lower(name) == ascii::lower(live.told.server_certificate->name))
            return live.served.arn;
        if (!live.tags) continue;
        const auto tag = live.tags->find(std::string{deployment_tag});
        if (tag != live.tags->end() && tag->second == deployment) return live.served.arn;
    }
    return std::string{};
}

}  // namespace certwright::lifecycle
