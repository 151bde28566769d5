#include "app/version.hpp"

namespace certwright::app {

std::string version() {
    return CERTWRIGHT_VERSION;
}
std::string commit() {
    return CERTWRIGHT_COMMIT;
}

}  // namespace certwright::app
