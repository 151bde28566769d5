#pragma once

#include "base/json.hpp"
#include "cli/command.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What `account add` and `account edit` take, and the request body that it means.
namespace certwright::cli {

std::vector<Parameter> account_options();

/// The method that the credential options name, "" when there is none. Throws Fault::invalid when they
/// belong to two.
std::string credential_method(const Given& given);

/// The members that were given; secrets are read from their files.
json::object account_body(const Given& given, const std::string& method);

/// The body that adds the account NAME. Throws Fault::invalid, for that command, without credentials.
json::object new_account_body(const Given& given, std::string_view command);

}  // namespace certwright::cli
