#include "sandbox/admin/page.hpp"

#include "base/embedded.hpp"

namespace certwright {
std::vector<EmbeddedFile> embedded_admin_page();
}

namespace certwright::sandbox {
namespace {

std::string_view type_of(std::string_view name) {
    if (name.ends_with(".html")) return "text/html; charset=utf-8";
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".svg")) return "image/svg+xml";
    return "text/javascript; charset=utf-8";
}

}  // namespace

std::optional<PageFile> page_file(std::string_view name) {
    static const auto files = embedded_admin_page();
    for (const auto& each : files) {
        if (each.path == name) return PageFile{type_of(name), each.content};
    }
    return std::nullopt;
}

}  // namespace certwright::sandbox
