#pragma once

#include "sandbox/wire/shape.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox {

enum class Protocol { json, query, ec2, rest_xml, rest_json };

/// Its bodies are JSON, errors included.
constexpr bool speaks_json(Protocol protocol) {
    return protocol == Protocol::json || protocol == Protocol::rest_json;
}

struct OperationModel {
    std::string name;
    std::string method = "POST";
    std::string uri = "/";  ///< with {Labels}, without the query
    std::string query;      ///< the fixed part behind "?" of the model's URI
    int success_status = 200;
    const Shape* input = nullptr;   ///< absent: it takes nothing
    const Shape* output = nullptr;  ///< absent: it answers nothing
    std::string input_root;         ///< REST-XML: the element that wraps the input
    std::string input_namespace;
    std::string result_wrapper;  ///< Query: the element that wraps the result
    std::vector<const Shape*> errors;
};

/// One service as its model describes it. Immutable once read; shapes point at each other.
struct ServiceModel {
    std::string id;  ///< the name of its file: "acm", "acm-pca"
    Protocol protocol = Protocol::json;
    bool speaks_cbor = false;  ///< by Smithy's rpcV2Cbor too; `protocol` is what botocore chooses
    std::string endpoint_prefix;
    std::string signing_name;
    std::string api_version;
    std::string target_prefix;  ///< of X-Amz-Target
    std::string json_version;
    bool query_compatible = false;  ///< spoke Query before, and tells its old error codes in a header
    std::string xml_namespace;
    std::map<std::string, OperationModel, std::less<>> operations;
    std::map<std::string, std::unique_ptr<Shape>, std::less<>> shapes;

    /// Reads botocore's format. Throws Fault::internal for a model that this program does not understand.
    static ServiceModel parse(std::string id, std::string_view json);

    const OperationModel* find(std::string_view operation) const;
    /// The error that the wire calls `code`, wherever it is declared.
    const Shape* find_error(std::string_view code) const;
};

/// Every service that the build put into the binary (tools/service_models.py), by id.
std::map<std::string, ServiceModel, std::less<>> embedded_service_models();

}  // namespace certwright::sandbox
