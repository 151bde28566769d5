#include "base/pem.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view dashes = "-----";

}  // namespace

std::optional<PemBlock> next_pem_block(std::string_view text) {
    const auto begin = text.find(begin_mark);
    if (begin == std::string_view::npos) return std::nullopt;
    text.remove_prefix(begin + begin_mark.size());
    const auto label_end = text.find(dashes);
    if (label_end == std::string_view::npos) return std::nullopt;
    PemBlock block;
    block.label = text.substr(0, label_end);
    text.remove_prefix(label_end + dashes.size());
    // The next BEGIN bounds the search for END: a text of nothing but BEGIN lines stays linear.
    const auto next = std::min(text.find(begin_mark), text.size());
    const auto end_mark = fmt::format("-----END {}-----", block.label);
    const auto end = text.substr(0, next).find(end_mark);
    block.ended = end != std::string_view::npos;
    block.body = text.substr(0, std::min(end, next));
    block.rest = text.substr(block.ended ? end + end_mark.size() : next);
    return block;
}

std::string to_pem(std::string_view label, BytesView der) {
    constexpr std::size_t line = 64;
    const std::string body = to_base64(der);
    std::string pem = fmt::format("-----BEGIN {}-----\n", label);
    for (std::size_t at = 0; at < body.size(); at += line) pem.append(body, at, line).append("\n");
    return pem.append(fmt::format("-----END {}-----\n", label));
}

}  // namespace certwright
