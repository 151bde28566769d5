#pragma once

#include "inventory/account.hpp"
#include "inventory/known_certificates.hpp"
#include "lifecycle/deployment/preflight.hpp"
#include "lifecycle/deployments.hpp"
#include "lifecycle/live_certificate.hpp"
#include "store/database.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace certwright::lifecycle {

/// Finds out what ACM serves in one region now, as far as one certificate is concerned: a listing, what
/// discovery knows of rows that have not changed since, and questions only about those that may be the same.
class RegionLook {
  public:
    RegionLook(store::Database& database, const Deployments& deployments, aws::Client& client,
               const aws::CallContext& context, const inventory::Account& account, std::string region);

    /// Lists the region once for all certificates that are asked about after that, and asks once about each
    /// ARN: for a look at many, which acts on nothing.
    void list_once() { lists_once_ = true; }
    /// Has view() count what is used up of the limits.
    void count_against(ImportLimits limits) { limits_ = std::move(limits); }
    /// From now on another deployment keeps that ARN, as far as this look goes.
    void note_taken(const std::string& arn, const std::string& deployment) { taken_[arn] = deployment; }
    /// What preflight() needs to know. `order` names ARNs that are asked about in any case.
    aws::Outcome<RegionView> view(const Content& content, const DeploymentOrder& order, Time now);
    /// The same for an order that has its ARN, or a chosen one: nothing else is asked about, and no quota
    /// counted.
    aws::Outcome<RegionView> view_of_own(const DeploymentOrder& order);
    /// The certificate that was imported for this deployment, found by its tag; empty when there is none.
    aws::Outcome<std::string> imported_for(const Content& content, const std::string& deployment);
    /// What was asked about on the way.
    const std::map<std::string, LiveCertificate>& live() const { return live_; }

  private:
    /// Of a certificate that was imported; what the listing does not tell is absent.
    struct ImportTimes {
        std::optional<Time> first, last;
    };
    aws::Outcome<aws::Done> list(const Content& content);
    aws::Outcome<aws::Done> read_rows();
    aws::Outcome<aws::Done> ask_about(Served& served);
    /// What an order names is part of the view. False for a request that has come to no certificate: AWS can
    /// say no more about it.
    bool add_own(const std::string& arn);
    Served served_of(const aws::acm::CertificateSummary& row, const Content& content) const;
    void note_keeper(Served& served) const;
    void read_kept();
    void count(RegionView& view, Time now) const;

    store::Database& database_;
    const Deployments& deployments_;
    aws::Client& client_;
    const aws::CallContext& context_;
    const inventory::Account& account_;
    const std::string region_;
    std::vector<Served> certificates_;
    bool lists_once_ = false, is_listed_ = false;
    std::vector<aws::acm::CertificateSummary> rows_;  ///< of the listing
    std::map<std::string, inventory::KnownCertificate> known_;
    std::map<std::string, std::string> taken_;  ///< deployments by ARN, beside those that are kept
    std::vector<ImportTimes> imports_;
    std::optional<ImportLimits> limits_;
    std::map<std::string, std::string> kept_;  ///< deployments by ARN
    std::map<std::string, LiveCertificate> live_;
};

}  // namespace certwright::lifecycle
