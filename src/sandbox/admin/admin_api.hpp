#pragma once

#include "net/http_message.hpp"
#include "sandbox/admin/mailbox.hpp"
#include "sandbox/world/world.hpp"

#include <functional>

namespace certwright::sandbox {

/// What the admin port answers: the clock, what there is, the mails and their approval, a fresh start. JSON
/// for programs; the page at "/" shows the same to people.
class AdminApi {
  public:
    AdminApi(World& world, Mailbox& mailbox, std::function<void()> reset)
        : world_(world), mailbox_(mailbox), reset_(std::move(reset)) {}

    net::ServerResponse answer(const net::ServerRequest& request);

  private:
    net::ServerResponse act(const net::ServerRequest& request);
    net::ServerResponse clock(const net::ServerRequest& request);

    World& world_;
    Mailbox& mailbox_;
    std::function<void()> reset_;
};

}  // namespace certwright::sandbox
