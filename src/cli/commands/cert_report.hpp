#pragma once

#include "base/json.hpp"
#include "cli/command.hpp"

/// Certificates of the repository as people read them on a terminal.
namespace certwright::cli {

/// What became of each certificate; what could not be used goes to standard error.
void print_intake(const json::object& intake);
/// What could not be used, of an answer that has flaws.
void print_flaws(const json::object& answer);
/// 3 when something could not be used.
Exit outcome_of_intake(const json::object& intake);

/// What the checks found, the gravest first, and whether AWS-ACM accepts it.
void print_checks(const json::object& checks);
/// 3 when something is an error.
Exit outcome_of_checks(const json::object& checks);

/// With its versions and checks.
void print_repository_certificate(const json::object& certificate);

}  // namespace certwright::cli
