#include "net/transport.hpp"

namespace certwright::net {

std::string_view to_string(TransportFailure failure) {
    switch (failure) {
        case TransportFailure::resolve:
            return "resolve";
        case TransportFailure::connect:
            return "connect";
        case TransportFailure::tls:
            return "tls";
        case TransportFailure::timeout:
            return "timeout";
        case TransportFailure::reset:
            return "reset";
        case TransportFailure::too_large:
            return "too_large";
        case TransportFailure::cancelled:
            return "cancelled";
        case TransportFailure::proxy:
            return "proxy";
        case TransportFailure::address_refused:
            return "address_refused";
    }
    return "reset";
}

}  // namespace certwright::net
