#pragma once

#include "sandbox/sqs/queue.hpp"

#include <boost/describe/class.hpp>

#include <map>
#include <string>

namespace certwright::sandbox::sqs {

/// Queues of one account and region.
struct Store {
    std::map<std::string, Queue, std::less<>> queues;  ///< by name
    std::map<std::string, Time, std::less<>> deleted;  ///< names that are not free yet, since when
};
BOOST_DESCRIBE_STRUCT(Store, (), (queues, deleted))

}  // namespace certwright::sandbox::sqs
