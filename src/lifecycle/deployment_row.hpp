#pragma once

#include "lifecycle/deployment.hpp"
#include "store/value.hpp"

#include <cstddef>
#include <string_view>

namespace certwright::lifecycle {

/// The columns of a deployment, of deployment_tables, in the order in which read_deployment takes them.
inline constexpr std::string_view deployment_columns = R"(
    d.id, d.certificate, c.name, d.account, a.name, d.region, d.service, d.replace_same, d.auto_redeploy, d.tags,
    d.chosen_arn, d.state, d.wanted, d.arn, d.intended, d.previous, d.previous_chain, d.intended_at, d.is_cancelled,
    d.served_fingerprint, d.served_serial, d.served_at, d.problem_rule, d.problem_message, d.problem_hint, d.revision,
    d.created_by, d.created_at, d.updated_at, d.target, d.previous_tags, d.roll_out_pause, d.turn, d.is_held, d.held_until, d.path)";
inline constexpr std::string_view deployment_tables =
    "FROM deployments d JOIN certificates c ON c.id = d.certificate JOIN accounts a ON a.id = d.account";
/// How many those are: where what a query adds to them begins.
inline constexpr std::size_t deployment_column_count = 36;
Deployment read_deployment(const store::Row& row);

std::string tags_to_json(const Tags& tags);

}  // namespace certwright::lifecycle
