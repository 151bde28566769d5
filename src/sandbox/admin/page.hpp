#pragma once

#include <optional>
#include <string_view>

namespace certwright::sandbox {

struct PageFile {
    std::string_view type, content;
};

/// A file of the admin page, from src/sandbox/admin/page/; nullopt when there is none of that name.
std::optional<PageFile> page_file(std::string_view name);

}  // namespace certwright::sandbox
