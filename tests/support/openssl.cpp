#include "support/openssl.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace certwright::test {

Openssl::Result Openssl::run(const std::string& arguments) const {
    const std::string command =
        "cd '" + directory_.path().string() + "' && exec </dev/null 2>&1 && openssl " + arguments;
    FILE* const pipe = popen(command.c_str(), "r");
    if (!pipe) throw std::runtime_error{"cannot start a shell"};
    Result result;
    std::array<char, 4096> piece{};
    while (const std::size_t size = fread(piece.data(), 1, piece.size(), pipe))
        result.output.append(piece.data(), size);
    result.succeeded = pclose(pipe) == 0;
    return result;
}

std::string Openssl::operator()(const std::string& arguments) const {
    Result result = run(arguments);
    if (!result.succeeded) throw std::runtime_error{"openssl " + arguments + ": " + result.output};
    return result.output;
}

void Openssl::write(const std::string& name, std::string_view content) const {
    std::ofstream{directory_.path() / name, std::ios::binary} << content;
}

std::string Openssl::read(const std::string& name) const {
    std::ifstream in{directory_.path() / name, std::ios::binary};
    if (!in) throw std::runtime_error{"openssl wrote no " + name};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace certwright::test
