#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/bundle/bundle.hpp"
#include "x509/bundle/read_file.hpp"
#include "x509/bundle/write_jks.hpp"
#include "x509/certificate.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

namespace {

/// What was brought together is written and read again the same.
void check(const x509::Sorted& sorted) {
    for (const auto& bundle : sorted.bundles) {
        const x509::Content content{.leaf = bundle.leaf.der,
                                    .issuers = bundle.issuers,
                                    .key = bundle.key ? &sorted.keys[*bundle.key].key : nullptr,
                                    .alias = {}};
        const Bytes jks = x509::write_jks(content, Secret{"changeit"}, Time{});
        std::vector<Secret> passwords;
        passwords.emplace_back("changeit");
        const auto again = x509::read_file(jks, "again", passwords);
        ensure(again.flaws.empty(), "what was written has no flaws");
        ensure(again.certificates.size() == 1 + bundle.issuers.size(), "every certificate survives");
        ensure(again.keys.empty() != bundle.key.has_value(), "the key survives");
    }
}

}  // namespace

/// A file of any format without a password, or under an empty one; nothing but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        auto material = x509::read_file({data, size}, "fuzzed", {}, {.work = 50'000});
        for (const auto& flaw : material.flaws)
            ensure(is_utf8(flaw.place) && is_utf8(flaw.problem), "a flaw is UTF-8");
        check(x509::sort(std::move(material)));
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
