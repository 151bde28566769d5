#include "aws/error_body.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"

#include <pugixml.hpp>

#include <array>

namespace certwright::aws {

namespace {

constexpr std::size_t longest_text = 2000;

/// "com.amazonaws.acm#ValidationException:http://…" -> "ValidationException"
std::string without_namespace(std::string_view code) {
    code = code.substr(0, code.find(':'));
    if (const std::size_t hash = code.rfind('#'); hash != std::string_view::npos)
        code.remove_prefix(hash + 1);
    return printable(code);
}

std::string first_text(const json::object& from, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys)
        if (const auto found = json::text(from, key); found && !found->empty()) return *found;
    return {};
}

void read_json(std::string_view body, ServiceError& error) {
    boost::system::error_code problem;
    const json::value document = boost::json::parse(body, problem);
    if (problem || !document.is_object()) return;
    const json::object& fields = document.get_object();
    if (error.code.empty()) error.code = without_namespace(first_text(fields, {"__type", "code", "Code"}));
    error.message = printable(first_text(fields, {"message", "Message", "errorMessage"}));
}

void read_xml(std::string_view body, ServiceError& error) {
    pugi::xml_document document;
    if (!document.load_buffer(body.data(), body.size())) return;
    const pugi::xml_node root = document.document_element();
    pugi::xml_node node = root.child("Error");
    if (!node) node = root.child("Errors").child("Error");
    if (!node && std::string_view{root.name()} == "Error") node = root;
    if (!node) return;
    if (error.code.empty()) error.code = without_namespace(node.child_value("Code"));
    error.message = printable(node.child_value("Message"));
    if (error.request_id.empty())
        for (const char* name : {"RequestId", "RequestID"})
            if (const std::string_view id = root.child_value(name); !id.empty())
                error.request_id = printable(id);
}

}  // namespace

std::string printable(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (result.size() + length > longest_text) return result + "…";
        const auto lead = static_cast<unsigned char>(text.front());
        if (length == 0)
            result += '?';
        else if (length == 1 && (lead < 0x20 || lead == 0x7F))
            result += ' ';
        else
            result += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return result;
}

std::string request_id_of(const net::Headers& headers) {
    for (const std::string_view name : {"x-amzn-RequestId", "x-amz-request-id", "x-amz-id-2"})
        if (const auto id = headers.find(name)) return printable(*id);
    return {};
}

ServiceError read_service_error(const net::Headers& headers, std::string_view body) {
    ServiceError error;
    error.request_id = request_id_of(headers);
    if (const auto type = headers.find("X-Amzn-ErrorType")) error.code = without_namespace(*type);
    const std::size_t start = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (start == std::string_view::npos) return error;
    body.remove_prefix(start);
    if (body.front() == '{')
        read_json(body, error);
    else if (body.front() == '<')
        read_xml(body, error);
    return error;
}

}  // namespace certwright::aws
