#pragma once

#include <boost/json/fwd.hpp>

#include <functional>

namespace certwright::sandbox::sqs {

/// Does something for each entry of a batch: what succeeds is in Successful, what is refused in Failed, each
/// by the entry's Id. Throws ServiceError for a batch that is wrong as a whole: EmptyBatchRequest,
/// TooManyEntriesInBatchRequest, BatchEntryIdsNotDistinct, InvalidBatchEntryId.
boost::json::object for_each_entry(
    const boost::json::object& input,
    const std::function<boost::json::object(const boost::json::object& entry)>& act);

}  // namespace certwright::sandbox::sqs
