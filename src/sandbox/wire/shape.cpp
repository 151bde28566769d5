#include "sandbox/wire/shape.hpp"

#include "base/error.hpp"

namespace certwright::sandbox {

const Member& Shape::at(std::string_view member) const {
    const Member* const found = find(member);
    if (found != nullptr) return *found;
    throw Error{Fault::internal,
                "an answer has a member " + std::string{member} + " that " + name + " lacks"};
}

}  // namespace certwright::sandbox
