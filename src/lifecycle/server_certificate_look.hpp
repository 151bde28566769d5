#pragma once

#include "inventory/account.hpp"
#include "lifecycle/deployment/upload_preflight.hpp"
#include "lifecycle/deployments.hpp"
#include "lifecycle/live_certificate.hpp"
#include "store/database.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace certwright::lifecycle {

/// Finds out what IAM has now, as far as one certificate is concerned: a listing, and questions only about
/// those that end at the same instant, or have the name that the certificate would get.
class ServerCertificateLook {
  public:
    ServerCertificateLook(store::Database& database, const Deployments& deployments, aws::Client& client,
                          const aws::CallContext& context, const inventory::Account& account)
        : database_(database),
          deployments_(deployments),
          client_(client),
          context_(context),
          account_(account) {}

    /// Has view() count what is used up of the limit.
    void count_against(Limit limit) { limit_ = std::move(limit); }
    /// What upload_preflight() needs to know.
    aws::Outcome<ServerCertificateView> view(const Content& content, const ServerCertificateName& name);
    /// The certificate that was uploaded for this deployment, found by its tag; empty when there is none.
    aws::Outcome<std::string> uploaded_for(const Content& content, const std::string& deployment,
                                           const std::string& name);

  private:
    aws::Outcome<std::vector<LiveCertificate>> same(const Content& content, const std::string& name);
    aws::Outcome<aws::Done> list(const Content& content);

    store::Database& database_;
    const Deployments& deployments_;
    aws::Client& client_;
    const aws::CallContext& context_;
    const inventory::Account& account_;
    std::set<std::string> names_;       ///< of the account, in lower case
    std::set<std::string> candidates_;  ///< names of those that end when the certificate does
    std::optional<Limit> limit_;
};

}  // namespace certwright::lifecycle
