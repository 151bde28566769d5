#pragma once

#include "sandbox/wire/shape.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>

/// CBOR (RFC 8949) as Smithy's rpcV2Cbor has it, to and from the form that operations work with: a JSON
/// object by member names, in which blobs are their bytes in a string and timestamps epoch seconds.
namespace certwright::sandbox {

/// Unknown members are dropped, nulls and undefined values are absent, unknown tags are passed over; nested
/// at most 32 deep. Throws ServiceError SerializationException.
boost::json::object decode_cbor(const Shape& shape, std::string_view body);

/// Timestamps under tag 1. Members that the shape does not have are a bug: Fault::internal.
std::string encode_cbor(const Shape& shape, const boost::json::object& output);

/// Without a shape, as errors are written: numbers, texts, booleans, and lists and objects of them.
std::string encode_cbor(const boost::json::value& plain);

}  // namespace certwright::sandbox
