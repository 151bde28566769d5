#pragma once

#include "dns/resolver.hpp"
#include "sandbox/acm/prover.hpp"
#include "sandbox/admin/mailbox.hpp"

#include <functional>
#include <memory>

namespace certwright::sandbox::acm {

/// Asks real DNS, and puts the mails into the sandbox's inbox.
class WorldProver final : public Prover {
  public:
    WorldProver(std::unique_ptr<dns::Resolver> resolver, Mailbox& mailbox, std::function<Time()> now)
        : resolver_(std::move(resolver)), mailbox_(mailbox), now_(std::move(now)) {}

    bool leads_to(const std::string& name, const std::string& value) override;
    bool caa_allows(const std::string& name) override;
    void ask_by_mail(const Question& question) override;

  private:
    std::unique_ptr<dns::Resolver> resolver_;
    Mailbox& mailbox_;
    std::function<Time()> now_;
};

}  // namespace certwright::sandbox::acm
