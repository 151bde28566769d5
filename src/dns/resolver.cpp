#include "dns/resolver.hpp"

namespace certwright::dns {

std::string_view to_string(LookupStatus status) {
    switch (status) {
        case LookupStatus::answered:
            return "answered";
        case LookupStatus::no_such_name:
            return "no_such_name";
        case LookupStatus::no_data:
            return "no_data";
        case LookupStatus::servers_failed:
            return "servers_failed";
        case LookupStatus::timed_out:
            return "timed_out";
        case LookupStatus::cancelled:
            return "cancelled";
    }
    return "servers_failed";
}

}  // namespace certwright::dns
