#include "dns/name.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "dns/escape.hpp"

#include <algorithm>

namespace certwright::dns {
namespace {

constexpr std::size_t longest_label = 63;
constexpr std::size_t longest_name = 255;  ///< on the wire

bool is_plain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// What is wrong with a name, which its caller quotes.
Error bad(const char* why, const char* hint = "") {
    return {Fault::invalid, why, hint};
}

/// Takes one label and the dot behind it off `rest`.
std::string take_label(std::string_view& rest) {
    std::string label;
    const bool is_asterisk = rest == "*" || rest.starts_with("*.");
    while (!rest.empty() && rest.front() != '.') {
        const char c = rest.front();
        if (c == '\\') {
            label += lower(take_escape(rest));
            continue;
        }
        if (static_cast<unsigned char>(c) >= 0x80)
            throw bad("a label has a character that is not ASCII",
                      "write an internationalised name in its \"xn--\" form");
        if (!is_plain(c) && !is_asterisk)
            throw bad("a label has a character other than letters, digits, hyphens and underscores");
        label += lower(c);
        rest.remove_prefix(1);
    }
    if (!rest.empty()) rest.remove_prefix(1);
    return label;
}

/// The labels in the order in which they are written.
std::vector<std::string> read_labels(std::string_view text) {
    if (text.empty()) throw bad("the name is empty");
    if (text == ".") return {};
    std::vector<std::string> labels;
    while (!text.empty()) labels.push_back(take_label(text));
    return labels;
}

std::string written(std::string_view label) {
    if (label == "*") return "*";
    std::string text;
    for (const char c : label) text += is_plain(c) ? std::string{c} : escape(c);
    return text;
}

}  // namespace

Name::Name(std::vector<std::string> labels) : labels_(std::move(labels)) {
    std::size_t size = 1;
    for (const std::string& label : labels_) {
        if (label.empty()) throw bad("a label is empty");
        if (label.size() > longest_label) throw bad("a label is longer than 63 bytes");
        size += 1 + label.size();
    }
    if (size > longest_name) throw bad("the name is longer than 255 bytes");
}

Name Name::parse(std::string_view text) {
    try {
        auto labels = read_labels(text);
        std::reverse(labels.begin(), labels.end());
        return Name{std::move(labels)};
    } catch (Error& error) {
        throw std::move(error).within(in_quotes(text) + " is no domain name");
    }
}

Name Name::from_wire(BytesView bytes) {
    std::vector<std::string> labels;
    while (!bytes.empty() && bytes[0] != 0) {
        const std::size_t size = bytes[0];
        if (size > longest_label || size >= bytes.size()) break;  // a pointer, or cut off
        std::string label{as_text(bytes.subspan(1, size))};
        std::transform(label.begin(), label.end(), label.begin(), lower);
        labels.push_back(std::move(label));
        bytes = bytes.subspan(1 + size);
    }
    if (bytes.size() != 1 || bytes[0] != 0) throw bad("a domain name in a message is broken");
    std::reverse(labels.begin(), labels.end());
    return Name{std::move(labels)};
}

std::string Name::text() const {
    std::string text = absolute_text();
    if (!is_root()) text.pop_back();
    return text;
}

std::string Name::absolute_text() const {
    if (is_root()) return ".";
    std::string text;
    for (auto label = labels_.rbegin(); label != labels_.rend(); ++label) text += written(*label) + ".";
    return text;
}

bool Name::is_at_or_below(const Name& other) const noexcept {
    return other.depth() <= depth() &&
           std::equal(other.labels_.begin(), other.labels_.end(), labels_.begin());
}

Name Name::ancestor(std::size_t depth) const {
    Name result = *this;
    if (depth < result.labels_.size()) result.labels_.resize(depth);
    return result;
}

Name Name::wildcard() const {
    auto labels = labels_;
    labels.emplace_back("*");
    return Name{std::move(labels)};
}

}  // namespace certwright::dns
