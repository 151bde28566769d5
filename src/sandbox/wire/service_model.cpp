#include "sandbox/wire/service_model.hpp"

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace certwright {
std::vector<EmbeddedFile> embedded_service_models();
}

namespace certwright::sandbox {
namespace {

std::string model_text(const json::object& from, std::string_view key) {
    return json::text(from, key).value_or("");
}

bool flag(const json::object& from, std::string_view key) {
    return json::boolean(from, key).value_or(false);
}

Kind kind_of(const std::string& type) {
    static constexpr std::array kinds{
        std::pair{"structure", Kind::structure},
        std::pair{"list", Kind::list},
        std::pair{"map", Kind::map},
        std::pair{"string", Kind::text},
        std::pair{"character", Kind::text},
        std::pair{"integer", Kind::integer},
        std::pair{"long", Kind::integer},
        std::pair{"float", Kind::real},
        std::pair{"double", Kind::real},
        std::pair{"boolean", Kind::boolean},
        std::pair{"blob", Kind::blob},
        std::pair{"timestamp", Kind::timestamp},
    };
    for (const auto& [name, kind] : kinds) {
        if (type == name) return kind;
    }
    throw Error{Fault::internal, "a service model has the type " + type};
}

TimestampFormat timestamp_format(const std::string& name) {
    if (name == "iso8601") return TimestampFormat::iso8601;
    if (name == "rfc822") return TimestampFormat::rfc822;
    if (name == "unixTimestamp") return TimestampFormat::epoch;
    return TimestampFormat::unset;
}

Location location_of(const std::string& name) {
    if (name == "uri") return Location::uri;
    if (name == "querystring") return Location::query;
    if (name == "header") return Location::header;
    if (name == "statusCode") return Location::status_code;
    ensure(name.empty(), "a service model has the location " + name);
    return Location::body;
}

/// Some services speak several; botocore and the AWS CLI choose in this order too.
Protocol protocol_of(const std::vector<std::string>& spoken) {
    static constexpr std::array order{
        std::pair{"json", Protocol::json},         std::pair{"rest-json", Protocol::rest_json},
        std::pair{"rest-xml", Protocol::rest_xml}, std::pair{"query", Protocol::query},
        std::pair{"ec2", Protocol::ec2},
    };
    for (const auto& [name, protocol] : order) {
        if (std::find(spoken.begin(), spoken.end(), name) != spoken.end()) return protocol;
    }
    throw Error{Fault::internal, "a service model has no protocol that is known"};
}

std::string namespace_of(const json::object& from) {
    const auto* found = json::find(from, "xmlNamespace");
    if (found == nullptr) return {};
    return found->is_string() ? std::string{found->as_string()} : model_text(found->as_object(), "uri");
}

/// Fills a model from its JSON: first every shape by name, then what they point at.
class Reader {
  public:
    Reader(ServiceModel& model, const json::object& document) : model_(model), document_(document) {}

    void read() {
        read_metadata(document_.at("metadata").as_object());
        const auto& shapes = document_.at("shapes").as_object();
        for (const auto& [name, shape] : shapes) {
            auto& made = model_.shapes[std::string{name}];
            made = std::make_unique<Shape>();
            made->name = name;
        }
        for (const auto& [name, shape] : shapes) {
            read_shape(*model_.shapes[std::string{name}], shape.as_object());
        }
        for (const auto& [name, operation] : document_.at("operations").as_object()) {
            // CloudFront's operations call themselves after its version; policies and people do not.
            auto& made = model_.operations[std::string{name}];
            made = read_operation(operation.as_object());
            made.name = name;
        }
    }

  private:
    void read_metadata(const json::object& metadata) {
        const auto spoken = json::texts(metadata, "protocols");
        model_.protocol = protocol_of(spoken);
        model_.speaks_cbor = std::find(spoken.begin(), spoken.end(), "smithy-rpc-v2-cbor") != spoken.end();
        model_.endpoint_prefix = model_text(metadata, "endpointPrefix");
        model_.signing_name = json::text(metadata, "signingName").value_or(model_.endpoint_prefix);
        model_.api_version = model_text(metadata, "apiVersion");
        model_.target_prefix = model_text(metadata, "targetPrefix");
        model_.json_version = model_text(metadata, "jsonVersion");
        model_.query_compatible = metadata.contains("awsQueryCompatible");
        model_.xml_namespace = namespace_of(metadata);
    }

    const Shape* shape_of(const json::object& reference) const {
        const auto found = model_.shapes.find(model_text(reference, "shape"));
        ensure(found != model_.shapes.end(), "a service model refers to a shape it does not have");
        return found->second.get();
    }

    Member read_member(std::string name, const json::object& from) const {
        return {.name = std::move(name),
                .shape = shape_of(from),
                .location_name = model_text(from, "locationName"),
                .query_name = model_text(from, "queryName"),
                .location = location_of(model_text(from, "location")),
                .flattened = flag(from, "flattened"),
                .xml_attribute = flag(from, "xmlAttribute"),
                .xml_namespace = namespace_of(from)};
    }

    void read_shape(Shape& shape, const json::object& from) const {
        shape.kind = kind_of(model_text(from, "type"));
        if (const auto* min = json::find(from, "min")) shape.min = min->to_number<double>();
        if (const auto* max = json::find(from, "max")) shape.max = max->to_number<double>();
        if (auto pattern = json::text(from, "pattern")) shape.pattern.emplace(*std::move(pattern));
        shape.values = json::texts(from, "enum");
        shape.timestamp_format = timestamp_format(model_text(from, "timestampFormat"));
        shape.flattened = flag(from, "flattened");
        shape.sensitive = flag(from, "sensitive");
        shape.is_union = flag(from, "union");
        shape.payload = model_text(from, "payload");
        shape.xml_namespace = namespace_of(from);
        read_parts(shape, from);
        read_error(shape, from);
    }

    void read_parts(Shape& shape, const json::object& from) const {
        if (const auto* members = json::find(from, "members")) {
            for (const auto& [name, member] : members->as_object()) {
                shape.members.push_back(read_member(name, member.as_object()));
            }
        }
        for (const auto& name : json::texts(from, "required")) {
            for (auto& member : shape.members) member.required = member.required || member.name == name;
        }
        if (const auto* element = json::find(from, "member")) {
            shape.element = read_member("member", element->as_object());
        }
        if (const auto* value = json::find(from, "value")) {
            shape.element = read_member("value", value->as_object());
        }
        if (const auto* key = json::find(from, "key")) shape.key = read_member("key", key->as_object());
    }

    static void read_error(Shape& shape, const json::object& from) {
        shape.is_error = flag(from, "exception");
        shape.error_code = shape.name;
        if (flag(from, "fault")) {
            shape.error_status = 500;
            shape.sender_fault = false;
        }
        const auto* error = json::find(from, "error");
        if (error == nullptr) return;
        const auto& details = error->as_object();
        shape.error_code = json::text(details, "code").value_or(shape.name);
        shape.error_status =
            static_cast<int>(json::integer(details, "httpStatusCode").value_or(shape.error_status));
        shape.sender_fault = shape.error_status < 500;
    }

    OperationModel read_operation(const json::object& from) const {
        OperationModel operation;
        const auto& http = from.at("http").as_object();
        operation.method = json::text(http, "method").value_or("POST");
        const std::string uri = json::text(http, "requestUri").value_or("/");
        operation.uri = uri.substr(0, uri.find('?'));
        if (const auto mark = uri.find('?'); mark != uri.npos) operation.query = uri.substr(mark + 1);
        operation.success_status = static_cast<int>(json::integer(http, "responseCode").value_or(200));
        if (const auto* input = json::find(from, "input")) {
            operation.input = shape_of(input->as_object());
            operation.input_root = model_text(input->as_object(), "locationName");
            operation.input_namespace = namespace_of(input->as_object());
        }
        if (const auto* output = json::find(from, "output")) {
            operation.output = shape_of(output->as_object());
            operation.result_wrapper = model_text(output->as_object(), "resultWrapper");
        }
        if (const auto* errors = json::find(from, "errors")) {
            for (const auto& error : errors->as_array())
                operation.errors.push_back(shape_of(error.as_object()));
        }
        return operation;
    }

    ServiceModel& model_;
    const json::object& document_;
};

}  // namespace

ServiceModel ServiceModel::parse(std::string id, std::string_view text) {
    ServiceModel model;
    model.id = std::move(id);
    const auto document = json::parse(text, "the service model " + model.id);
    Reader{model, document.as_object()}.read();
    return model;
}

const OperationModel* ServiceModel::find(std::string_view operation) const {
    const auto found = operations.find(operation);
    return found == operations.end() ? nullptr : &found->second;
}

const Shape* ServiceModel::find_error(std::string_view code) const {
    for (const auto& [name, shape] : shapes) {
        if (shape->is_error && (shape->error_code == code || name == code)) return shape.get();
    }
    return nullptr;
}

std::map<std::string, ServiceModel, std::less<>> embedded_service_models() {
    std::map<std::string, ServiceModel, std::less<>> models;
    for (const auto& file : certwright::embedded_service_models()) {
        std::string id{file.path.substr(0, file.path.rfind('.'))};
        models.emplace(id, ServiceModel::parse(id, file.content));
    }
    return models;
}

}  // namespace certwright::sandbox
