#include "net/request_target.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "net/url.hpp"

#include <algorithm>

namespace certwright::net {
namespace {

Error refused(std::string_view why) {
    return Error{Fault::invalid, "the request target " + std::string{why}};
}

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        if (slash == path.npos) return parts;
        path.remove_prefix(slash + 1);
    }
}

}  // namespace

RequestTarget RequestTarget::parse(std::string_view target) {
    if (!target.starts_with('/')) throw refused("does not start with a slash");
    if (!std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < 0x7f && c != '#'; })) {
        throw refused("has a character that must be escaped");
    }
    const auto question = std::min(target.find('?'), target.size());
    RequestTarget result;
    result.path = percent_decode(target.substr(0, question), /*plus_is_space=*/false);
    if (question < target.size()) result.query = target.substr(question + 1);

    const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; };
    if (std::any_of(result.path.begin(), result.path.end(), is_control))
        throw refused("has a control character");
    if (!is_utf8(result.path)) throw refused("is not UTF-8");
    for (const std::string_view part : split(result.path)) {
        if (part == "." || part == "..") throw refused("has a dot segment");
    }
    if (question > 1) {
        for (const std::string_view part : split(target.substr(1, question - 1))) {
            result.segments.push_back(percent_decode(part, /*plus_is_space=*/false));
        }
    }
    return result;
}

}  // namespace certwright::net
