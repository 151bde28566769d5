#pragma once

#include "net/http_message.hpp"
#include "sandbox/faults/faults.hpp"
#include "sandbox/mail/mailbox.hpp"
#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <functional>
#include <optional>
#include <string>

namespace certwright::sandbox {

/// What the admin port answers: the clock, what there is, the mails and their approval, the faults, a fresh
/// start. JSON for programs; the page at "/" shows the same to people.
class AdminApi {
  public:
    AdminApi(World& world, Mailbox& mailbox, Faults& faults, std::string public_url,
             std::function<void()> reset)
        : world_(world),
          mailbox_(mailbox),
          faults_(faults),
          public_url_(std::move(public_url)),
          reset_(std::move(reset)) {}

    net::ServerResponse answer(const net::ServerRequest& request);

  private:
    std::optional<boost::json::value> report(const net::ServerRequest& request);
    net::ServerResponse act(const net::ServerRequest& request);

    World& world_;
    Mailbox& mailbox_;
    Faults& faults_;
    const std::string public_url_;
    std::function<void()> reset_;
};

}  // namespace certwright::sandbox
