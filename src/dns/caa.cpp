#include "dns/caa.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace certwright::dns {

Caa Caa::of(const Record& record) {
    const std::vector<std::string> parts = words(record.value);
    const auto broken = [&] { return Error{Fault::invalid, in_quotes(record.value) + " is no CAA record"}; };
    if (record.type != RecordType::caa || parts.size() != 3 || parts[1].empty()) throw broken();
    std::uint8_t flags = 0;
    const char* const end = parts[0].data() + parts[0].size();
    const auto read = std::from_chars(parts[0].data(), end, flags);
    if (read.ec != std::errc{} || read.ptr != end) throw broken();
    Caa caa{.critical = (flags & 0x80) != 0, .tag = parts[1], .value = parts[2]};
    std::transform(caa.tag.begin(), caa.tag.end(), caa.tag.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return caa;
}

std::vector<Name> caa_climb(const Name& name) {
    std::vector<Name> names;
    for (Name at = name.is_wildcard() ? name.parent() : name; !at.is_root(); at = at.parent())
        names.push_back(at);
    return names;
}

}  // namespace certwright::dns
