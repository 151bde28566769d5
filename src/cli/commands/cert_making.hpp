#pragma once

#include "cli/command.hpp"

#include <vector>

/// The verbs of `certwright cert` that make something.
namespace certwright::cli {

/// create, renew, and requests.
std::vector<Command> cert_making_commands();
/// What an authority does: sign, issued, revoke, crl.
std::vector<Command> cert_authority_commands();

}  // namespace certwright::cli
