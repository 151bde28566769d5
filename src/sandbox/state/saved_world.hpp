#pragma once

#include "sandbox/mail/mailbox.hpp"
#include "sandbox/world/world.hpp"

#include <string>
#include <string_view>

namespace certwright::sandbox::state {

/// The whole world as a text: accounts and what is in them, sessions, the authorities with their private
/// keys, mails, and how far the clock is ahead. Locks the world, shared.
std::string save(World& world, const Mailbox& mailbox);

/// Fills an empty world as such a text says, and puts on the agenda what it waits for. Throws Fault::invalid,
/// naming the place, for a text of another version; the world is empty then.
void load(World& world, Mailbox& mailbox, std::string_view text);

}  // namespace certwright::sandbox::state
