#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/request.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// Whatever parses shows only UTF-8, is the same as PEM, and its names are refused or written as they were
/// read; nothing but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto request = x509::parse_request({data, size});
        ensure(is_utf8(request.subject), "the subject is UTF-8");
        for (const auto& extension : request.extensions) ensure(is_utf8(extension.value), "a value is UTF-8");
        const auto names = x509::general_names(request.names);
        ensure(x509::alternative_names(names.get()) == request.names, "names survive being written");
        const auto subject = x509::native_name(request.subject_parts);
        (void)x509::name_parts(subject.get());
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
