#include "sandbox/wire/exchange.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/wire/cbor_codec.hpp"
#include "sandbox/wire/form_codec.hpp"
#include "sandbox/wire/json_codec.hpp"
#include "sandbox/wire/scalar.hpp"
#include "sandbox/wire/xml_codec.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <sstream>

namespace certwright::sandbox {
namespace {

/// The members that travel in path, query and header of a REST request.
void decode_bindings(const Addressed& addressed, const net::ServerRequest& request, json::object& input) {
    const Form query = parse_form(request.query);
    for (const auto& member : addressed.operation->input->members) {
        if (member.location == Location::uri) {
            input[member.name] = decode_scalar(*member.shape, addressed.labels.at(member.wire_name()));
        } else if (member.location == Location::query) {
            const auto found = query.find(member.wire_name());
            if (found != query.end()) input[member.name] = decode_scalar(*member.shape, found->second);
        } else if (member.location == Location::header) {
            const auto found = request.headers.find(member.wire_name());
            if (found) input[member.name] = decode_scalar(*member.shape, *found);
        }
    }
}

json::object decode_rest_xml(const Addressed& addressed, const net::ServerRequest& request) {
    const Shape& shape = *addressed.operation->input;
    json::object input;
    if (!request.body.empty()) {
        pugi::xml_document document;
        if (!document.load_buffer(request.body.data(), request.body.size(), pugi::parse_default,
                                  pugi::encoding_utf8)) {
            throw ServiceError{"MalformedXML", "The XML you provided was not well-formed"};
        }
        const auto root = document.document_element();
        if (shape.payload.empty()) {
            input = decode_xml(shape, root);
        } else {
            input[shape.payload] = decode_xml(*shape.find(shape.payload)->shape, root);
        }
    }
    decode_bindings(addressed, request, input);
    return input;
}

std::string xml_text(const pugi::xml_document& document) {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + out.str();
}

net::ServerResponse xml_response(int status, const pugi::xml_document& document,
                                 const std::string& request_id) {
    net::ServerResponse response;
    response.status = status;
    response.headers = {{"Content-Type", "text/xml"}, {"x-amzn-RequestId", request_id}};
    response.body = xml_text(document);
    return response;
}

net::ServerResponse json_response(const ServiceModel* service, int status, const json::object& body,
                                  const std::string& request_id) {
    const bool plain = service != nullptr && service->protocol == Protocol::rest_json;
    const std::string version =
        service == nullptr || service->json_version.empty() ? "1.1" : service->json_version;
    net::ServerResponse response;
    response.status = status;
    response.headers = {{"Content-Type", plain ? "application/json" : "application/x-amz-json-" + version},
                        {"x-amzn-RequestId", request_id}};
    response.body = boost::json::serialize(body);
    return response;
}

net::ServerResponse query_output(const Addressed& addressed, const json::object& output,
                                 const std::string& request_id) {
    const auto& [service, operation, labels, in_cbor] = addressed;
    pugi::xml_document document;
    auto root = document.append_child((operation->name + "Response").c_str());
    root.append_attribute("xmlns") = service->xml_namespace.c_str();
    if (service->protocol == Protocol::ec2) {
        root.append_child("requestId").text().set(request_id.c_str());
        if (operation->output != nullptr) encode_xml(*operation->output, output, root);
        return xml_response(200, document, request_id);
    }
    if (operation->output != nullptr) {
        encode_xml(*operation->output, output, root.append_child(operation->result_wrapper.c_str()));
    }
    root.append_child("ResponseMetadata").append_child("RequestId").text().set(request_id.c_str());
    return xml_response(200, document, request_id);
}

std::string rest_namespace(const ServiceModel& service) {
    // The models name it at inputs only; answers carry the same.
    for (const auto& [name, operation] : service.operations) {
        if (!operation.input_namespace.empty()) return operation.input_namespace;
    }
    return fmt::format("http://{}.amazonaws.com/doc/{}/", service.endpoint_prefix, service.api_version);
}

net::ServerResponse rest_xml_output(const Addressed& addressed, const json::object& output,
                                    const std::string& request_id) {
    const OperationModel& operation = *addressed.operation;
    pugi::xml_document document;
    if (operation.output == nullptr) return {.status = operation.success_status, .headers = {}, .body = ""};
    const Shape& shape = *operation.output;
    const Shape& body = shape.payload.empty() ? shape : *shape.find(shape.payload)->shape;
    auto root = document.append_child(body.name.c_str());
    root.append_attribute("xmlns") = rest_namespace(*addressed.service).c_str();
    encode_xml(body, shape.payload.empty() ? output : output.at(shape.payload).as_object(), root);
    auto response = xml_response(operation.success_status, document, request_id);
    for (const auto& member : shape.members) {
        const auto* value = json::find(output, member.name);
        if (member.location != Location::header || value == nullptr) continue;
        response.headers.add(member.wire_name(),
                             encode_scalar(*member.shape, *value, TimestampFormat::rfc822));
    }
    return response;
}

net::ServerResponse xml_error(const ServiceModel& service, const ServiceError& error, int status, bool sender,
                              const std::string& request_id) {
    pugi::xml_document document;
    if (service.protocol == Protocol::ec2) {
        auto root = document.append_child("Response");
        auto details = root.append_child("Errors").append_child("Error");
        details.append_child("Code").text().set(error.code().c_str());
        details.append_child("Message").text().set(error.message().c_str());
        root.append_child("RequestID").text().set(request_id.c_str());
        return xml_response(status, document, request_id);
    }
    auto root = document.append_child("ErrorResponse");
    root.append_attribute("xmlns") =
        service.protocol == Protocol::query ? service.xml_namespace.c_str() : rest_namespace(service).c_str();
    auto details = root.append_child("Error");
    details.append_child("Type").text().set(sender ? "Sender" : "Receiver");
    details.append_child("Code").text().set(error.code().c_str());
    details.append_child("Message").text().set(error.message().c_str());
    root.append_child("RequestId").text().set(request_id.c_str());
    return xml_response(status, document, request_id);
}

net::ServerResponse cbor_response(int status, std::string body, const std::string& request_id) {
    net::ServerResponse response;
    response.status = status;
    response.headers = {{"Smithy-Protocol", "rpc-v2-cbor"}, {"x-amzn-RequestId", request_id}};
    // An operation that answers nothing has no body, and so no type of one.
    if (!body.empty()) response.headers.add("Content-Type", "application/cbor");
    response.body = std::move(body);
    return response;
}

json::object error_body(const ServiceModel* service, const ServiceError& error) {
    json::object body{{"__type", error.code()}};
    const Shape* shape = service == nullptr ? nullptr : service->find_error(error.code());
    // ACM's AccessDeniedException is the one that spells it with a capital.
    const bool capital = shape != nullptr && shape->find("Message") != nullptr;
    if (!error.message().empty()) body[capital ? "Message" : "message"] = error.message();
    for (const auto& [name, value] : error.members()) body[name] = boost::json::parse(value);
    return body;
}

net::ServerResponse json_error(const ServiceModel* service, const ServiceError& error, int status,
                               const std::string& request_id) {
    const auto body = error_body(service, error);
    auto response = json_response(service, status, body, request_id);
    if (service != nullptr && service->protocol == Protocol::rest_json) {
        response.headers.add("x-amzn-ErrorType", error.code());
    }
    if (service != nullptr && service->query_compatible) {
        response.headers.add("x-amzn-query-error",
                             error.query_code() + (status < 500 ? ";Sender" : ";Receiver"));
    }
    return response;
}

}  // namespace

json::object decode_input(const Addressed& addressed, const net::ServerRequest& request) {
    const auto& [service, operation, labels, in_cbor] = addressed;
    if (operation->input == nullptr) return {};
    if (in_cbor) return decode_cbor(*operation->input, request.body);
    switch (service->protocol) {
        case Protocol::json:
            return decode_json(*operation->input, request.body);
        case Protocol::rest_json: {
            auto input = decode_json(*operation->input, request.body);
            decode_bindings(addressed, request, input);
            return input;
        }
        case Protocol::query:
        case Protocol::ec2:
            return decode_form(*operation->input, parse_form(is_form(request) ? request.body : request.query),
                               service->protocol);
        case Protocol::rest_xml:
            return decode_rest_xml(addressed, request);
    }
    return {};
}

net::ServerResponse encode_output(const Addressed& addressed, json::object output,
                                  const std::string& request_id) {
    const auto& [service, operation, labels, in_cbor] = addressed;
    if (in_cbor) {
        return cbor_response(200, operation->output ? encode_cbor(*operation->output, output) : "",
                             request_id);
    }
    switch (service->protocol) {
        case Protocol::json:
        case Protocol::rest_json: {
            const json::object body = operation->output == nullptr
                                          ? json::object{}
                                          : encode_json(*operation->output, std::move(output));
            return json_response(service, operation->success_status, body, request_id);
        }
        case Protocol::query:
        case Protocol::ec2:
            return query_output(addressed, output, request_id);
        case Protocol::rest_xml:
            return rest_xml_output(addressed, output, request_id);
    }
    return {};
}

net::ServerResponse encode_error(const Addressed& addressed, const ServiceError& error,
                                 const std::string& request_id) {
    const ServiceModel* service = addressed.service;
    const Shape* shape = service == nullptr ? nullptr : service->find_error(error.code());
    int status = error.status();
    if (status == 0) status = shape == nullptr ? 400 : shape->error_status;
    if (addressed.in_cbor) return cbor_response(status, encode_cbor(error_body(service, error)), request_id);
    if (service == nullptr || speaks_json(service->protocol))
        return json_error(service, error, status, request_id);
    return xml_error(*service, error, status, status < 500, request_id);
}

}  // namespace certwright::sandbox
