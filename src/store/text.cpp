#include "store/text.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

namespace certwright::store {

void require_storable(std::string_view text) {
    if (is_storable_text(text)) return;
    const bool has_nul = text.find('\0') != std::string_view::npos;
    throw Error{Fault::invalid, has_nul ? "text for the database holds a NUL character"
                                        : "text for the database is not valid UTF-8"};
}

}  // namespace certwright::store
