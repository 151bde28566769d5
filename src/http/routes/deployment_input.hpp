#pragma once

#include "http/routes/deployments.hpp"
#include "http/schema.hpp"

#include <boost/json/fwd.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What orders for one certificate and for many have in common.
namespace certwright::http {

/// The account, the regions, and what the pre-flight depends on.
std::vector<Property> place_properties();
/// How far apart the turns of a careful roll-out are.
Property pause_property();
/// Beside those, of an order: what it keeps to.
std::vector<Property> order_properties();

struct Places {
    inventory::Account account;
    std::string service = "acm";
    std::vector<std::string> regions;  ///< each once; inventory::global_region for IAM
    std::string path = "/";            ///< in IAM
    std::optional<bool> replace;       ///< as the standing order has it when absent
    lifecycle::Tags tags;
};
/// Throws Fault::not_found, and Fault::invalid for a disabled account and what is no region.
Places read_places(const DeploymentPorts& ports, store::Connection& connection,
                   const boost::json::object& body);

/// What is to be replaced, named by `member`, is for ACM alone. Throws Fault::invalid.
void refuse_choice_in_iam(const Places& places, std::string_view member);

std::map<std::string, std::string> read_texts(const boost::json::object& body, std::string_view key);

/// What the body says, over what is so already.
lifecycle::DeploymentSettings read_order(const boost::json::object& body,
                                         lifecycle::DeploymentSettings settings);

/// Throws Fault::invalid for what needs no look at AWS to be refused. An order that stands in all those
/// regions may be changed all the same.
void refuse_what_cannot_be(const DeploymentPorts& ports, store::Connection& connection,
                           const lifecycle::Certificate& certificate, const Places& places);

}  // namespace certwright::http
