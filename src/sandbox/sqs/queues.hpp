#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::sqs {

/// The same request again answers the queue there is. Throws ServiceError QueueNameExists when its attributes
/// are others, QueueDeletedRecently.
boost::json::object create_queue(const Call& call, const boost::json::object& input);
boost::json::object get_queue_url(const Call& call, const boost::json::object& input);
boost::json::object list_queues(const Call& call, const boost::json::object& input);
boost::json::object purge_queue(const Call& call, const boost::json::object& input);
boost::json::object delete_queue(const Call& call, const boost::json::object& input);

boost::json::object tag_queue(const Call& call, const boost::json::object& input);
boost::json::object untag_queue(const Call& call, const boost::json::object& input);
boost::json::object list_queue_tags(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::sqs
