#include "inventory/discovery_jobs.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

namespace certwright::inventory {

jobs::NewJob discovery_job(std::string_view kind, const DiscoveryArguments& arguments,
                           const std::string& requested_by) {
    jobs::NewJob job;
    job.kind = kind;
    job.lane = discovery_lane;
    job.group = arguments.run.text();
    job.unique_key = std::string{kind} + '/' + arguments.run.text() + '/' + arguments.account.text() + '/' +
                     arguments.region;
    job.arguments = boost::json::serialize(json::object{
        {"run", arguments.run.text()}, {"account", arguments.account.text()}, {"region", arguments.region}});
    job.max_attempts = 5;
    job.requested_by = requested_by;
    return job;
}

DiscoveryArguments parse_discovery_arguments(const jobs::Job& job) {
    const json::value parsed = json::parse(job.arguments, "job arguments");
    const json::object& object = parsed.as_object();
    const auto member = [&](std::string_view key) {
        const auto text = json::text(object, key);
        ensure(text.has_value(), "a discovery job has all its arguments");
        return *text;
    };
    return {RunId{member("run")}, AccountId{member("account")}, member("region")};
}

}  // namespace certwright::inventory
