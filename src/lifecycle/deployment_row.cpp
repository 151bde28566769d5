#include "lifecycle/deployment_row.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

namespace certwright::lifecycle {
namespace {

Tags tags_from_json(const std::string& text) {
    Tags tags;
    const json::value parsed = json::parse(text, "stored tags");
    for (const auto& [key, value] : parsed.as_object()) tags.emplace(key, value.as_string());
    return tags;
}

Course read_course(const store::Row& row) {
    Course course;
    course.state = parse_deployment_state(row.text(11));
    course.wanted = row.text(12);
    course.arn = row.optional_text(13).value_or("");
    course.intended = row.optional_text(14).value_or("");
    course.before = row.optional_text(15).value_or("");
    course.intended_at = row.optional_time(17).value_or(Time{});
    course.is_cancelled = row.boolean(18);
    course.target = row.optional_text(29).value_or("");
    return course;
}

}  // namespace

bool rests(DeploymentState state) {
    return state == DeploymentState::deployed || state == DeploymentState::failed ||
           state == DeploymentState::cancelled || state == DeploymentState::removed;
}

std::string tags_to_json(const Tags& tags) {
    json::object object;
    for (const auto& [key, value] : tags) object[key] = value;
    return boost::json::serialize(object);
}

Deployment read_deployment(const store::Row& row) {
    Deployment deployment;
    deployment.id = row.id<DeploymentId>(0);
    deployment.certificate = row.id<CertificateId>(1);
    deployment.certificate_name = row.text(2);
    deployment.account = row.id<inventory::AccountId>(3);
    deployment.account_name = row.text(4);
    deployment.region = row.text(5);
    deployment.service = row.text(6);
    deployment.settings.replace = row.boolean(7);
    deployment.settings.auto_redeploy = row.boolean(8);
    deployment.settings.tags = tags_from_json(row.text(9));
    deployment.settings.path = row.text(35);
    deployment.settings.chosen_arn = row.optional_text(10).value_or("");
    if (const auto pause = row.optional_integer(31)) deployment.settings.pause = std::chrono::seconds{*pause};
    deployment.course = read_course(row);
    deployment.previous_chain = row.optional_text(16).value_or("[]");
    deployment.previous_tags = tags_from_json(row.optional_text(30).value_or("{}"));
    if (!row.is_null(21)) deployment.seen = Seen{row.text(19), row.text(20), row.time(21)};
    deployment.problem = {row.text(22), row.text(23), row.text(24)};
    deployment.revision = row.integer(25);
    deployment.created_by = row.text(26);
    deployment.created_at = row.time(27);
    deployment.updated_at = row.time(28);
    deployment.turn = row.optional_integer(32);
    deployment.is_held = row.boolean(33);
    deployment.held_until = row.optional_time(34);
    return deployment;
}

}  // namespace certwright::lifecycle
