#pragma once

#include "app/settings.hpp"
#include "audit/log.hpp"
#include "auth/principal.hpp"
#include "base/secret.hpp"
#include "vault/rotation.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>

/// What whoever owns the data directory may do without a running server, and beside one.
namespace certwright::app {

/// Without a password it is a program, which has API tokens and cannot sign in. Throws Fault::conflict when
/// the name is taken.
void create_user(const Settings& settings, const std::string& name, auth::Role role,
                 const std::optional<Secret>& password);
/// What a token is called that nobody named.
inline constexpr const char* unnamed_token = "command line";

/// The secret of a new API token of that user. An unnamed one gets a number behind its name where that is
/// taken.
Secret create_token(const Settings& settings, const std::string& user, const std::string& name);

/// Adds an AWS account; `body` is what POST /api/v1/accounts takes. Throws Fault::invalid for what that
/// refuses, Fault::conflict when the name is taken.
void add_account(const Settings& settings, const boost::json::object& body);

vault::RotationReport rotate_master_key(const Settings& settings);
audit::Verification verify_audit(const Settings& settings);

}  // namespace certwright::app
