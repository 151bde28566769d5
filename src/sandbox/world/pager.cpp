#include "sandbox/world/pager.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "crypto/digest.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>

namespace certwright::sandbox {
namespace {

struct Place {
    Time at;
    std::string key;
};

/// Of the question and the place, so that no part of a token can be changed.
std::string check_of(std::string_view question, std::string_view place) {
    return crypto::sha256_hex(fmt::format("{}|{}", place, question)).substr(0, 16);
}

std::string text_of(std::string_view token) {
    try {
        return std::string{as_text(from_base64url(token))};
    } catch (const Error&) {
        return {};
    }
}

std::optional<Place> read(std::string_view token, std::string_view question) {
    const std::string text = text_of(token);
    const auto first = text.find('|');
    const auto second = first == text.npos ? text.npos : text.find('|', first + 1);
    if (second == text.npos || text.substr(0, first) != check_of(question, text.substr(first + 1)))
        return std::nullopt;
    std::int64_t micros = 0;
    const char* end = text.data() + second;
    if (std::from_chars(text.data() + first + 1, end, micros).ptr != end) return std::nullopt;
    return Place{from_micros(micros), text.substr(second + 1)};
}

}  // namespace

Pager::Pager(std::string_view token, std::size_t limit, std::string question, Time now, ServiceError refusal)
    : limit_(limit), question_(std::move(question)), now_(now), since_(now) {
    if (token.empty()) return;
    auto place = read(token, question_);
    if (!place) throw std::move(refusal);
    after_ = std::move(place->key);
    since_ = place->at;
}

bool Pager::take(std::string_view key) {
    if (taken_ == limit_) full_ = true;
    if (full_) return false;
    ++taken_;
    last_ = key;
    return true;
}

std::string Pager::next_token() const {
    if (!full_) return {};
    const auto place = fmt::format("{}|{}", to_micros(now_), last_);
    return to_base64url(as_bytes(fmt::format("{}|{}", check_of(question_, place), place)));
}

}  // namespace certwright::sandbox
