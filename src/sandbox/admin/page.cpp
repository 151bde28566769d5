#include "sandbox/admin/page.hpp"

#include "base/embedded.hpp"
#include "base/error.hpp"

namespace certwright {
std::vector<EmbeddedFile> embedded_admin_page();
}

namespace certwright::sandbox {
namespace {

std::string_view file(std::string_view path) {
    static const auto files = embedded_admin_page();
    for (const auto& each : files) {
        if (each.path == path) return each.content;
    }
    throw Error{Fault::internal, "the admin page was not built in"};
}

}  // namespace

std::string_view page_html() {
    return file("index.html");
}

std::string_view page_script() {
    return file("page.js");
}

}  // namespace certwright::sandbox
