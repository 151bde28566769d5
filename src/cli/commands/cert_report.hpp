#pragma once

#include "base/json.hpp"
#include "cli/command.hpp"

/// Certificates of the repository as people read them on a terminal.
namespace certwright::cli {

/// What became of each certificate; what could not be used goes to standard error.
/// Which deployments take over what was brought in, and why they cannot.
void print_following(const json::object& taken);
void print_intake(const json::object& intake);
/// What could not be used, of an answer that has flaws.
void print_flaws(const json::object& answer);
/// 3 when something could not be used.
Exit outcome_of_intake(const json::object& intake);

/// What the checks found, the gravest first, and whether it can be deployed to AWS-ACM.
void print_checks(const json::object& checks);
/// 3 when something is an error.
Exit outcome_of_checks(const json::object& checks);

/// With its versions and checks.
void print_repository_certificate(const json::object& certificate);

}  // namespace certwright::cli
