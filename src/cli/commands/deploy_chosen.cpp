#include "cli/commands/deploy_chosen.hpp"

#include "base/error.hpp"
#include "cli/text.hpp"
#include "net/url.hpp"

#include <fmt/format.h>

namespace certwright::cli {

std::vector<json::object> chosen_deployments(const Given& given, Api& api,
                                             const std::function<bool(const json::object&)>& fits,
                                             const NoneFits& none) {
    const std::string name = given.text("NAME");
    if (name.starts_with("dep_")) return {api.get("/deployments/" + net::percent_encode(name)).as_object()};
    Query query{{"certificate", name}};
    for (const char* key : {"account", "region"})
        if (given.has(fmt::format("--{}", key)))
            query.emplace_back(key, given.text(fmt::format("--{}", key)));
    std::vector<json::object> found;
    bool has_any = false;
    api.each("/deployments", query, [&](const json::object& deployment) {
        has_any = true;
        if (fits(deployment)) found.push_back(deployment);
        return true;
    });
    if (found.empty() && has_any)
        throw Error{Fault::conflict,
                    fmt::format("none of the deployments of '{}' {}", printable(name), none.what), none.hint};
    if (found.empty())
        throw Error{Fault::not_found, fmt::format("'{}' has no such deployment", printable(name)),
                    "`certwright deploy list` shows the deployments"};
    return found;
}

Parameter deployment_name() {
    return argument("NAME", "a deployment's id, or a certificate's name for all of its deployments");
}
Parameter in_account() {
    return option("--account", "ACCOUNT", "of a certificate's deployments, only those in this account");
}
Parameter in_region() {
    return option("--region", "REGION", "of a certificate's deployments, only the one in this region");
}

}  // namespace certwright::cli
