#include "sandbox/wire/address.hpp"

#include "sandbox/wire/form_codec.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <optional>

namespace certwright::sandbox {
namespace {

constexpr std::string_view target_header = "X-Amz-Target";
constexpr std::string_view cbor_header = "Smithy-Protocol";
constexpr std::string_view cbor_protocol = "rpc-v2-cbor";

std::vector<std::string_view> split_path(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const auto end = path.find('/');
        parts.push_back(path.substr(0, end));
        path = end == path.npos ? std::string_view{} : path.substr(end);
    }
    // "/a/" and "/a" are the same place for every service here.
    if (!parts.empty() && parts.back().empty()) parts.pop_back();
    return parts;
}

/// A fixed query such as "WithTags" tells operations apart that share method and path.
bool has_fixed_query(const OperationModel& operation, const net::ServerRequest& request) {
    return request.query == operation.query || request.query == operation.query + "=" ||
           request.query.starts_with(operation.query + "&") ||
           request.query.starts_with(operation.query + "=&");
}

std::optional<std::map<std::string, std::string>> match(const OperationModel& operation,
                                                        const net::ServerRequest& request) {
    if (operation.method != request.method) return std::nullopt;
    if (!operation.query.empty() && !has_fixed_query(operation, request)) return std::nullopt;
    const auto wanted = split_path(operation.uri);
    auto given = request.segments;
    if (!given.empty() && given.back().empty()) given.pop_back();
    if (wanted.size() != given.size()) return std::nullopt;
    std::map<std::string, std::string> labels;
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        if (wanted[at].starts_with('{')) {
            if (given[at].empty()) return std::nullopt;
            labels.emplace(wanted[at].substr(1, wanted[at].size() - 2), given[at]);
        } else if (wanted[at] != given[at]) {
            return std::nullopt;
        }
    }
    return labels;
}

Addressed by_target(const ServiceModels& models, std::string_view target) {
    const auto dot = target.rfind('.');
    const auto prefix = target.substr(0, dot);
    for (const auto& [id, service] : models) {
        if (service.protocol != Protocol::json || service.target_prefix != prefix) continue;
        return {.service = &service, .operation = service.find(target.substr(dot + 1)), .labels = {}};
    }
    return {};
}

Addressed by_action(const ServiceModels& models, const Form& form) {
    const auto action = form.find("Action");
    const auto version = form.find("Version");
    if (action == form.end() || version == form.end()) return {};
    for (const auto& [id, service] : models) {
        const bool speaks_forms = service.protocol == Protocol::query || service.protocol == Protocol::ec2;
        if (!speaks_forms || service.api_version != version->second) continue;
        return {.service = &service, .operation = service.find(action->second), .labels = {}};
    }
    return {};
}

/// "/service/ACMPrivateCA/operation/ListTags" (Smithy's rpcV2Cbor), the service by the name of its shape,
/// which is also the prefix of its targets.
Addressed by_cbor_path(const ServiceModels& models, const net::ServerRequest& request) {
    const auto& parts = request.segments;
    if (parts.size() != 4 || parts[0] != "service" || parts[2] != "operation" || request.method != "POST")
        return {.in_cbor = true};
    for (const auto& [id, service] : models) {
        if (!service.speaks_cbor || service.target_prefix != parts[1]) continue;
        return {.service = &service, .operation = service.find(parts[3]), .labels = {}, .in_cbor = true};
    }
    return {.in_cbor = true};
}

/// The service whose paths begin as this one, for refusals in its form.
bool shares_root(const ServiceModel& service, const net::ServerRequest& request) {
    return !request.segments.empty() && request.segments.front() == service.api_version;
}

Addressed by_path(const ServiceModels& models, const net::ServerRequest& request) {
    Addressed nearest;
    for (const auto& [id, service] : models) {
        if (service.protocol != Protocol::rest_xml && service.protocol != Protocol::rest_json) continue;
        if (shares_root(service, request) && nearest.operation == nullptr) nearest.service = &service;
        for (const auto& [name, operation] : service.operations) {
            auto labels = match(operation, request);
            if (!labels) continue;
            Addressed found{.service = &service, .operation = &operation, .labels = *std::move(labels)};
            if (!operation.query.empty()) return found;
            if (nearest.operation == nullptr) nearest = std::move(found);
        }
    }
    return nearest;
}

}  // namespace

bool is_form(const net::ServerRequest& request) {
    const auto type = request.headers.find("Content-Type");
    return type && type->starts_with("application/x-www-form-urlencoded");
}

Addressed address_of(const ServiceModels& models, const net::ServerRequest& request) {
    if (request.headers.find(cbor_header) == cbor_protocol) return by_cbor_path(models, request);
    if (const auto target = request.headers.find(target_header)) return by_target(models, *target);
    if (request.path == "/")
        return by_action(models, parse_form(is_form(request) ? request.body : request.query));
    return by_path(models, request);
}

const OperationModel& require_operation(const Addressed& addressed, const net::ServerRequest& request) {
    if (addressed.operation != nullptr) return *addressed.operation;
    if (addressed.service == nullptr || addressed.service->protocol == Protocol::json) {
        throw ServiceError{"UnknownOperationException", ""};
    }
    if (addressed.service->protocol == Protocol::query || addressed.service->protocol == Protocol::ec2) {
        const auto form = parse_form(is_form(request) ? request.body : request.query);
        throw ServiceError{"InvalidAction", fmt::format("Could not find operation {} for version {}",
                                                        form.at("Action"), form.at("Version"))};
    }
    throw ServiceError{"UnknownOperationException", "", 404};
}

}  // namespace certwright::sandbox
