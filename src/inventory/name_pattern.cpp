#include "inventory/name_pattern.hpp"

#include <algorithm>

namespace certwright::inventory {

NamePattern::NamePattern(std::string pattern)
    : pattern_(std::move(pattern)),
      one_label_(pattern_.starts_with("*.") && pattern_.find('*', 1) == std::string::npos) {}

bool NamePattern::matches(std::string_view name) const {
    std::string_view rest = pattern_;
    if (one_label_) {
        rest.remove_prefix(1);
        return name.ends_with(rest) && name.substr(0, name.size() - rest.size()).find('.') == name.npos;
    }
    // Each piece at its first place after the one before, but the last at the end.
    for (bool first = true;; first = false) {
        const auto star = rest.find('*');
        const std::string_view piece = rest.substr(0, star);
        if (first) {
            if (!name.starts_with(piece) || (star == rest.npos && name != piece)) return false;
            name.remove_prefix(piece.size());
        } else if (star == rest.npos) {
            return name.ends_with(piece);
        } else {
            const auto found = name.find(piece);
            if (found == name.npos) return false;
            name.remove_prefix(found + piece.size());
        }
        if (star == rest.npos) return true;
        rest.remove_prefix(star + 1);
    }
}

std::string_view NamePattern::longest_piece() const {
    std::string_view longest, rest = pattern_;
    for (;;) {
        const auto star = rest.find('*');
        if (const auto piece = rest.substr(0, star); piece.size() > longest.size()) longest = piece;
        if (star == rest.npos) return longest;
        rest.remove_prefix(star + 1);
    }
}

}  // namespace certwright::inventory
