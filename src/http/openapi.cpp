#include "http/openapi.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "http/problem.hpp"

#include <set>

namespace certwright::http {

namespace {

Schema problem_schema() {
    return object(
        "Problem",
        {{"type", text()},
         {"title", text()},
         {"status", integer()},
         {"detail", text().describe("What went wrong, for people.")},
         optional("hint", text().describe("What to do about it.")),
         {"fault", one_of({"invalid", "unauthenticated", "forbidden", "not_found", "conflict", "rate_limited",
                           "unavailable", "internal"})},
         optional("errors", array_of(object("FieldProblem", {{"field", text()}, {"problem", text()}}))),
         {"request_id", text().describe("Finds the request in the server's log.")}});
}

json::array parameters(const Route& route, json::object& components) {
    json::array written;
    for (const std::string& name : PathTemplate{route.path}.names())
        written.push_back(json::object{{"name", name},
                                       {"in", "path"},
                                       {"required", true},
                                       {"schema", json::object{{"type", "string"}}}});
    for (const Property& property : route.query.properties())
        written.push_back(json::object{{"name", property.name},
                                       {"in", "query"},
                                       {"required", property.required},
                                       {"schema", property.schema.render(components)}});
    if (route.repeat != Repeat::plain)
        written.push_back(
            json::object{{"name", "Idempotency-Key"},
                         {"in", "header"},
                         {"required", false},
                         {"description", route.repeat == Repeat::replay
                                             ? "A repeat within 24 hours gets the first answer again."
                                             : "A repeat within 24 hours gets 409: the answer holds a "
                                               "secret and is not kept."},
                         {"schema", text().length(1, 200).render(components)}});
    return written;
}

json::object content(std::string_view media_type, json::value schema) {
    return {{media_type, json::object{{"schema", std::move(schema)}}}};
}

json::object success(const Route& route, json::object& components) {
    json::object answer{{"description", route.summary}};
    if (route.output) answer["content"] = content("application/json", route.output->render(components));
    for (const std::string& type : route.output_types) {
        json::value& described = answer.emplace("content", json::object{}).first->value();
        // What is JSON is written out in the description.
        described.get_object()[type] = json::object{
            {"schema", type == "application/json" ? json::object{} : json::object{{"type", "string"}}}};
    }
    return answer;
}

json::object operation(const Route& route, json::object& components) {
    const auth::Permission permission = route.permission.permission;
    json::object written{{"operationId", route.name},
                         {"tags", json::array{json::value(route.tag)}},
                         {"summary", route.summary}};
    if (!route.description.empty()) written["description"] = route.description;
    // An empty list says that no credentials are needed.
    if (permission == auth::Permission::anyone) written["security"] = json::array{};
    if (json::array all = parameters(route, components); !all.empty()) written["parameters"] = std::move(all);
    if (route.input)
        written["requestBody"] = json::object{
            {"required", true}, {"content", content("application/json", route.input->render(components))}};
    written["responses"] =
        json::object{{std::to_string(route.status), success(route, components)},
                     {"default", json::object{{"$ref", "#/components/responses/Problem"}}}};
    return written;
}

json::object security_schemes() {
    return {
        {"token",
         json::object{{"type", "http"}, {"scheme", "bearer"}, {"description", "An API token (`cwt_…`)."}}},
        {"session", json::object{{"type", "apiKey"},
                                 {"in", "cookie"},
                                 {"name", "certwright_session"},
                                 {"description",
                                  "A browser session; changes need the X-CSRF-Token header "
                                  "with the session's csrf_token."}}}};
}

}  // namespace

json::object openapi_document(const std::vector<Route>& routes, const std::string& version) {
    json::object schemas, paths;
    std::set<std::string> tags;
    for (const Route& route : routes) {
        json::value& path = paths.emplace(route.path, json::object{}).first->value();
        path.get_object().emplace(ascii::lower(to_string(route.method)), operation(route, schemas));
        tags.insert(route.tag);
    }
    const json::value problem_reference = problem_schema().render(schemas);
    json::array written_tags;
    for (const std::string& tag : tags) written_tags.push_back(json::object{{"name", tag}});
    return {{"openapi", "3.1.0"},
            {"info",
             json::object{{"title", "Certwright"},
                          {"version", version},
                          {"description", "The life of TLS certificates in AWS Certificate Manager."},
                          {"license", json::object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
            {"servers", json::array{json::object{{"url", "/"}}}},
            {"tags", std::move(written_tags)},
            {"security",
             json::array{json::object{{"token", json::array{}}}, json::object{{"session", json::array{}}}}},
            {"paths", std::move(paths)},
            {"components",
             json::object{
                 {"securitySchemes", security_schemes()},
                 {"responses",
                  json::object{{"Problem", json::object{{"description", "Why it was not done (RFC 9457)."},
                                                        {"content", content("application/problem+json",
                                                                            problem_reference)}}}}},
                 {"schemas", std::move(schemas)}}}};
}

}  // namespace certwright::http
