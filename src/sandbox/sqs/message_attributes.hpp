#pragma once

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace certwright::sandbox::sqs {

/// Throws ServiceError InvalidParameterValue, for a value that is missing or of an unknown type.
void check_message_attributes(const boost::json::object& attributes);

/// The MD5 that SQS answers for them: of names in their order, types and values, each with its length
/// ("Calculating the MD5 message digest for message attributes").
std::string attributes_md5(const boost::json::object& attributes);

/// Those of them that a receiver asks for: by name, by "prefix.*", "All" or ".*".
boost::json::object wanted_attributes(const boost::json::object& attributes,
                                      const std::vector<std::string>& names);

/// As state keeps them, and back: blobs do not fit into JSON as they are.
std::string attributes_text(const boost::json::object& attributes);
boost::json::object read_attributes(const std::string& text);

}  // namespace certwright::sandbox::sqs
