#include "lifecycle/deployment_tags.hpp"

namespace certwright::lifecycle {

aws::acm::Tags missing_tags(const Deployment& deployment, const LiveCertificate& live) {
    aws::acm::Tags missing = deployment.previous_tags;
    const bool is_first_import = deployment.course.target.empty() && deployment.course.intended_at != Time{};
    if (is_first_import) missing.insert(deployment.settings.tags.begin(), deployment.settings.tags.end());
    std::erase_if(missing, [&](const auto& tag) {
        return live.tags->contains(tag.first) || tag.first.starts_with("aws:");
    });
    const std::string own{deployment_tag};
    if (const auto tag = live.tags->find(own); tag == live.tags->end() || tag->second != deployment.id.text())
        missing[own] = deployment.id.text();
    else
        missing.erase(own);
    return missing;
}

}  // namespace certwright::lifecycle
