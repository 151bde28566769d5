#pragma once

#include "cli/command.hpp"

/// One function for each noun, in the order of the help.
namespace certwright::cli {

Command login_command();
Command logout_command();
Command account_commands();
Command aws_commands();
Command cert_commands();
Command group_commands();
Command deploy_commands();
Command discover_command();
Command discovery_commands();
Command job_commands();
Command token_commands();
Command user_commands();
Command audit_commands();
Command serve_command();
Command admin_commands();
Command completion_command();
Command manual_command();

}  // namespace certwright::cli
