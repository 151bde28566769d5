#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/bundle/java_store.hpp"
#include "x509/bundle/utf16.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// A keystore whatever its first bytes say, with the password of the seeds, and as text; nothing but Error
/// escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        std::vector<Secret> passwords;
        passwords.emplace_back("changeit");
        x509::Intake intake{x509::Passwords{passwords, 50'000}};
        x509::read_java_store(intake, {data, size}, "fuzzed");
        for (const auto& found : intake.finish().certificates)
            ensure(is_utf8(found.origin.alias) && is_utf8(found.origin.place), "a name is UTF-8");
        const std::string text = x509::from_modified_utf8(as_text({data, size}));
        ensure(is_utf8(text), "text is UTF-8");
        ensure(x509::from_modified_utf8(x509::to_modified_utf8(text)) == text, "text survives being written");
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
