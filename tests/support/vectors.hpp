#pragma once

#include <string>
#include <string_view>

namespace certwright::test {

/// The text of a file under tests/data; fails the test loudly when it is missing.
std::string vector_file(std::string_view name);

}  // namespace certwright::test
