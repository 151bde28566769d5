#pragma once

#include "dns/resolver.hpp"
#include "sandbox/acm/prover.hpp"
#include "sandbox/admin/mailbox.hpp"

#include <functional>
#include <memory>

namespace certwright::sandbox::acm {

/// Asks real DNS, and keeps the mails in the sandbox's inbox; with a way to send them, they leave by SMTP
/// too.
class WorldProver final : public Prover {
  public:
    /// Sends one mail; returns why it could not, or nothing.
    using Send = std::function<std::string(const ValidationMail& mail)>;

    WorldProver(std::unique_ptr<dns::Resolver> resolver, Mailbox& mailbox, std::function<Time()> now,
                Send send)
        : resolver_(std::move(resolver)), mailbox_(mailbox), now_(std::move(now)), send_(std::move(send)) {}

    bool leads_to(const std::string& name, const std::string& value) override;
    bool caa_allows(const std::string& name) override;
    void ask_by_mail(const Question& question) override;

  private:
    std::unique_ptr<dns::Resolver> resolver_;
    Mailbox& mailbox_;
    std::function<Time()> now_;
    Send send_;
};

}  // namespace certwright::sandbox::acm
