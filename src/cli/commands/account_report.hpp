#pragma once

#include "base/json.hpp"
#include "cli/command.hpp"

namespace certwright::cli {

void print_account(const json::object& account);

/// Who the credentials are, which regions are enabled, and each permission.
void print_account_test(const json::object& report);
Exit outcome_of_account_test(const json::object& report);

}  // namespace certwright::cli
