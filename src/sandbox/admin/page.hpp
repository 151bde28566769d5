#pragma once

#include <string_view>

namespace certwright::sandbox {

/// The admin page and its script, from src/sandbox/admin/page/.
std::string_view page_html();
std::string_view page_script();

}  // namespace certwright::sandbox
