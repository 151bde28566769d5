#include "x509/bundle/utf16.hpp"

#include "base/utf8.hpp"

#include <cstdint>

namespace certwright::x509 {
namespace {

using CodePoint = std::uint32_t;

constexpr CodePoint replacement = 0xFFFD, first_surrogate = 0xD800, first_low_surrogate = 0xDC00,
                    behind_surrogates = 0xE000, first_supplementary = 0x10000;

CodePoint byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

/// Of a sequence that is well formed, but for surrogates.
CodePoint decoded(std::string_view sequence) {
    constexpr CodePoint lead_bits[]{0, 0x7F, 0x1F, 0x0F, 0x07};
    CodePoint point = byte_at(sequence, 0) & lead_bits[sequence.size()];
    for (std::size_t i = 1; i < sequence.size(); ++i) point = point << 6 | (byte_at(sequence, i) & 0x3F);
    return point;
}

void append_three_bytes(std::string& text, CodePoint point) {
    text += static_cast<char>(0xE0 | point >> 12);
    text += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (point & 0x3F));
}

void append_utf8(std::string& text, CodePoint point) {
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xC0 | point >> 6);
        text += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < first_supplementary) {
        append_three_bytes(text, point);
    } else {
        text += static_cast<char>(0xF0 | point >> 18);
        text += static_cast<char>(0x80 | (point >> 12 & 0x3F));
        text += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        text += static_cast<char>(0x80 | (point & 0x3F));
    }
}

/// Calls `emit` with each unit of UTF-16.
template <class Emit>
void for_each_unit(CodePoint point, Emit emit) {
    if (point < first_supplementary) return emit(point);
    point -= first_supplementary;
    emit(first_surrogate + (point >> 10));
    emit(first_low_surrogate + (point & 0x3FF));
}

bool is_continuation(std::string_view text, std::size_t at) {
    return at < text.size() && (byte_at(text, at) & 0xC0) == 0x80;
}

/// The unit of UTF-16 at the front of `text`, which it is taken from.
CodePoint take_unit(std::string_view& text) {
    const CodePoint lead = byte_at(text, 0);
    std::size_t size = 1;
    if (lead >= 0xC0 && lead < 0xE0 && is_continuation(text, 1)) size = 2;
    if (lead >= 0xE0 && lead < 0xF0 && is_continuation(text, 1) && is_continuation(text, 2)) size = 3;
    const CodePoint unit = size == 1 && lead >= 0x80 ? replacement : decoded(text.substr(0, size));
    text.remove_prefix(size);
    return unit;
}

bool is_high(CodePoint unit) {
    return unit >= first_surrogate && unit < first_low_surrogate;
}
bool is_low(CodePoint unit) {
    return unit >= first_low_surrogate && unit < behind_surrogates;
}

/// Units of UTF-16, pairs of surrogates among them, on their way to UTF-8.
class Utf16Text {
  public:
    void add(CodePoint unit) {
        if (high_ != 0 && is_low(unit)) {
            append_utf8(text_, first_supplementary + ((high_ - first_surrogate) << 10) +
                                   (unit - first_low_surrogate));
            high_ = 0;
            return;
        }
        end_pair();
        high_ = is_high(unit) ? unit : 0;
        if (high_ == 0) append_utf8(text_, is_low(unit) ? replacement : unit);
    }
    std::string finish() {
        end_pair();
        return std::move(text_);
    }

  private:
    void end_pair() {
        if (high_ != 0) append_utf8(text_, replacement);
        high_ = 0;
    }

    std::string text_;
    CodePoint high_ = 0;  ///< the first half of a pair
};

}  // namespace

Secret utf16_of(std::string_view password) {
    const bool is_text = is_utf8(password);
    std::string units;
    units.reserve(2 * password.size());  // so that no copy is left behind
    while (!password.empty()) {
        const std::size_t size = is_text ? utf8_length(password) : 1;
        const CodePoint point = is_text ? decoded(password.substr(0, size)) : byte_at(password, 0);
        for_each_unit(point, [&](CodePoint unit) {
            units += static_cast<char>(unit >> 8);
            units += static_cast<char>(unit & 0xFF);
        });
        password.remove_prefix(size);
    }
    return Secret{std::move(units)};
}

std::string to_modified_utf8(std::string_view text) {
    std::string modified;
    while (!text.empty()) {
        const std::size_t size = utf8_length(text);
        const CodePoint point = size == 0 ? replacement : decoded(text.substr(0, size));
        if (point == 0)
            modified += "\xC0\x80";
        else if (point < first_supplementary)
            append_utf8(modified, point);
        else
            for_each_unit(point, [&](CodePoint unit) { append_three_bytes(modified, unit); });
        text.remove_prefix(size == 0 ? 1 : size);
    }
    return modified;
}

std::string from_modified_utf8(std::string_view text) {
    Utf16Text plain;
    while (!text.empty()) plain.add(take_unit(text));
    return plain.finish();
}

std::string from_utf16_units(BytesView units) {
    Utf16Text plain;
    for (std::size_t i = 0; i + 1 < units.size(); i += 2)
        plain.add(static_cast<CodePoint>(units[i] << 8 | units[i + 1]));
    return plain.finish();
}

}  // namespace certwright::x509
