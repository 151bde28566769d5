#include "store/dialect_blocks.hpp"

#include "base/error.hpp"

#include <optional>

namespace certwright::store {
namespace {

constexpr std::string_view closing = "-- end";

/// Only the exact line opens a block, so that a remark may begin with the word.
std::optional<Dialect> opened_by(std::string_view line) {
    if (line == "-- only sqlite") return Dialect::sqlite;
    if (line == "-- only postgresql") return Dialect::postgresql;
    return std::nullopt;
}

}  // namespace

std::string for_dialect(std::string_view script, Dialect dialect) {
    std::string kept;
    std::optional<Dialect> block;
    while (!script.empty()) {
        const std::size_t end = script.find('\n');
        const std::string_view line = script.substr(0, end);
        script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
        if (const auto opened = opened_by(line)) {
            ensure(!block, "dialect blocks do not nest");
            block = opened;
        } else if (line == closing) {
            ensure(block.has_value(), "a dialect block ends that never began");
            block.reset();
        } else if (!block || *block == dialect) {
            kept.append(line) += '\n';
        }
    }
    ensure(!block, "a dialect block never ends");
    return kept;
}

}  // namespace certwright::store
