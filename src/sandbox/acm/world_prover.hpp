#pragma once

#include "dns/resolver.hpp"
#include "sandbox/acm/prover.hpp"
#include "sandbox/mail/post_office.hpp"

#include <functional>
#include <memory>
#include <string>

namespace certwright::sandbox::acm {

/// Asks real DNS, and sends real mails.
class WorldProver final : public Prover {
  public:
    /// `approvals` is where the page of approvals is: the admin port's URL, without a final slash.
    WorldProver(std::unique_ptr<dns::Resolver> resolver, PostOffice& post_office, std::string approvals,
                std::function<Time()> now)
        : resolver_(std::move(resolver)),
          post_office_(post_office),
          approvals_(std::move(approvals)),
          now_(std::move(now)) {}

    bool leads_to(const std::string& name, const std::string& value) override;
    bool caa_allows(const std::string& name) override;
    void ask_by_mail(const Question& question) override;

  private:
    std::unique_ptr<dns::Resolver> resolver_;
    PostOffice& post_office_;
    const std::string approvals_;
    std::function<Time()> now_;
};

}  // namespace certwright::sandbox::acm
