#include "support/vectors.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace certwright::test {

std::string vector_file(std::string_view name) {
    const std::string path = std::string{CERTWRIGHT_TEST_DATA} + "/" + std::string{name};
    std::ifstream in{path, std::ios::binary};
    if (!in) throw std::runtime_error{"missing test data: " + path};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace certwright::test
