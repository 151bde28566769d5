#pragma once

#include "sandbox/wire/service_model.hpp"

#include <boost/json/fwd.hpp>

#include <string_view>

namespace pugi {
class xml_node;
}

/// XML as Query, EC2 and REST-XML services write it (Smithy's XML binding traits), to and from a JSON object
/// by member names.
namespace certwright::sandbox {

/// Reads the children and attributes of `from`; unknown ones are ignored. Throws ServiceError MalformedXML.
boost::json::object decode_xml(const Shape& shape, const pugi::xml_node& from);

/// Writes the body members of `output` below `into`. Members that the shape does not have are a bug:
/// Fault::internal.
void encode_xml(const Shape& shape, const boost::json::object& output, pugi::xml_node into);

}  // namespace certwright::sandbox
