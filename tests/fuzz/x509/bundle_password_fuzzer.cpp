#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/bundle/read_file.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// A file of any format with the passwords of the seeds; nothing but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        std::vector<Secret> passwords;
        for (const char* password : {"p", "ä"}) passwords.emplace_back(std::string{password});
        const auto material = x509::read_file({data, size}, "fuzzed", passwords, {.work = 50'000});
        for (const auto& found : material.certificates)
            ensure(is_utf8(found.origin.alias) && is_utf8(found.origin.place), "a name is UTF-8");
        for (const auto& found : material.keys) ensure(is_utf8(found.origin.alias), "a name is UTF-8");
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
