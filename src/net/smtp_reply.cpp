#include "net/smtp_reply.hpp"

#include <algorithm>
#include <charconv>

namespace certwright::net {
namespace {

constexpr std::size_t longest_text = 8192;
constexpr int goodbye = 221;

/// 0 when the line does not begin with one.
int code_of(std::string_view line) {
    int code = 0;
    const auto digits = line.substr(0, 3);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code);
    return digits.size() == 3 && read.ptr == digits.data() + 3 && code >= 100 ? code : 0;
}

}  // namespace

void SmtpReply::take(std::string_view line) {
    const int code = code_of(line);
    if (code == 0 || code == goodbye) return;
    if (!goes_on_ || code != code_) words_.clear();
    code_ = code;
    goes_on_ = line.substr(3).starts_with('-');
    line.remove_prefix(std::min<std::size_t>(4, line.size()));
    line = line.substr(0, line.find_last_not_of("\r\n ") + 1);
    if (!words_.empty() && !line.empty()) words_ += ' ';
    words_ += line.substr(0, longest_text - std::min(words_.size(), longest_text));
}

std::string SmtpReply::text() const {
    std::string text = std::to_string(code_) + " " + words_;
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

}  // namespace certwright::net
