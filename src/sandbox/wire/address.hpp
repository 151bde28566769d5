#pragma once

#include "net/http_message.hpp"
#include "sandbox/wire/service_model.hpp"

#include <map>
#include <string>
#include <string_view>

namespace certwright::sandbox {

using ServiceModels = std::map<std::string, ServiceModel, std::less<>>;

/// What a request asks for, before anything of it is believed.
struct Addressed {
    const ServiceModel* service = nullptr;
    const OperationModel* operation = nullptr;
    std::map<std::string, std::string> labels;  ///< of a REST path, by member name
    bool in_cbor = false;                       ///< asked by Smithy's rpcV2Cbor, and answered so
};

/// Tells service and operation by what the protocols have for it: X-Amz-Target, Action and Version, the
/// header and path of rpcV2Cbor, or method and path. `service` is set even when the operation is unknown, so
/// that the refusal has the right form; throws ServiceError only through require_operation().
Addressed address_of(const ServiceModels& models, const net::ServerRequest& request);

/// Throws ServiceError as the service's front end does for operations it does not have.
const OperationModel& require_operation(const Addressed& addressed, const net::ServerRequest& request);

/// Whether the body is a form; its fields are then the input.
bool is_form(const net::ServerRequest& request);

}  // namespace certwright::sandbox
