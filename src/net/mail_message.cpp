#include "net/mail_message.hpp"

#include "base/ascii.hpp"
#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "net/response_head.hpp"

#include <algorithm>
#include <array>

namespace certwright::net {
namespace {

constexpr std::size_t longest_line = 78;      ///< a field's, where it can be broken
constexpr std::size_t longest_address = 254;  ///< RFC 5321 section 4.5.3.1.3, without its brackets
constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_piece =
    39;  ///< bytes in an encoded word: behind "Subject: " it fits into a line
constexpr std::size_t longest_coded_line = 76;
/// "=" is never followed by "_" in quoted-printable, so no text can hold it (RFC 2045 section 6.7).
constexpr std::string_view boundary = "=_certwright_alternative";

bool is_printable(char c) {
    return c >= ' ' && c <= '~';
}

/// Parts between dots, each of them at least one of `allowed` long.
template <class Allowed>
bool is_dotted(std::string_view text, Allowed allowed) {
    if (text.empty() || text.front() == '.' || text.back() == '.' || text.find("..") != text.npos)
        return false;
    return std::all_of(text.begin(), text.end(), [&](char c) { return c == '.' || allowed(c); });
}

/// RFC 5322 section 3.4.1 without quoted strings, comments and address literals.
bool is_address(std::string_view address) {
    static constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~";
    const auto at = address.rfind('@');
    if (at > longest_local_part || address.size() > longest_address) return false;  // npos is more than that
    const auto is_atext = [](char c) { return ascii::is_alphanumeric(c) || marks.find(c) != marks.npos; };
    const auto is_domain = [](char c) { return ascii::is_alphanumeric(c) || c == '-'; };
    return is_dotted(address.substr(0, at), is_atext) && is_dotted(address.substr(at + 1), is_domain);
}

/// A line break in a value would begin a field that nobody meant to send.
void check_value(std::string_view field, std::string_view value) {
    const bool has_control =
        std::any_of(value.begin(), value.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
    if (has_control || !is_utf8(value)) {
        throw Error{Fault::invalid, "the mail's field " + in_quotes(field) +
                                        " has a control character or is not UTF-8: " + in_quotes(value)};
    }
}

void check_field_name(std::string_view name) {
    static constexpr std::array<std::string_view, 8> own{"Bcc", "Cc",         "Date",         "From",
                                                         "To",  "Message-ID", "MIME-Version", "Subject"};
    const bool is_own =
        std::any_of(own.begin(), own.end(),
                    [&](std::string_view field) { return equal_ignoring_case(field, name); }) ||
        equal_ignoring_case(name.substr(0, 8), "Content-");
    const bool is_name =
        !name.empty() && name.size() < longest_line &&
        std::all_of(name.begin(), name.end(), [](char c) { return ascii::is_alphanumeric(c) || c == '-'; });
    if (is_own || !is_name) throw Error{Fault::invalid, "a mail takes no field named " + in_quotes(name)};
}

/// Words of RFC 2047 section 2, split between characters.
std::string encoded_words(std::string_view text) {
    std::string words;
    while (!text.empty()) {
        std::size_t size = 0;
        while (size < text.size()) {
            const std::size_t next = utf8_length(text.substr(size));
            if (size + next > longest_piece) break;
            size += next;
        }
        if (!words.empty()) words += ' ';
        words += "=?utf-8?B?" + to_base64(as_bytes(text.substr(0, size))) + "?=";
        text.remove_prefix(size);
    }
    return words;
}

/// Whether it can stand as it is, and be broken at its spaces without a change.
bool is_plain(std::string_view text) {
    if (!std::all_of(text.begin(), text.end(), is_printable) || text.find("=?") != text.npos) return false;
    if (text.starts_with(' ') || text.ends_with(' ') || text.find("  ") != text.npos) return false;
    std::size_t longest_word = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        longest_word = std::max(longest_word, end - at);
        at = end;
    }
    return longest_word < longest_line;
}

/// The field, broken at spaces of its value (RFC 5322 section 2.2.3).
std::string field(std::string_view name, std::string_view value) {
    std::string result = std::string{name} + ":";
    std::size_t column = result.size();
    while (!value.empty()) {
        const std::string_view word = value.substr(0, value.find(' '));
        value.remove_prefix(std::min(word.size() + 1, value.size()));
        const bool breaks = column + 1 + word.size() > longest_line && column > name.size() + 1;
        result += breaks ? "\r\n " : " ";
        result += word;
        column = (breaks ? 0 : column) + 1 + word.size();
    }
    return result + "\r\n";
}

std::string text_field(std::string_view name, std::string_view value) {
    check_value(name, value);
    return field(name, is_plain(value) ? std::string{value} : encoded_words(value));
}

std::string mailbox(std::string_view field_name, const Mailbox& box) {
    if (!is_address(box.address)) throw Error{Fault::invalid, in_quotes(box.address) + " is no mail address"};
    check_value(field_name, box.name);
    if (box.name.empty()) return box.address;
    if (!is_plain(box.name)) return encoded_words(box.name) + " <" + box.address + ">";
    std::string quoted;
    for (const char c : box.name) quoted += (c == '"' || c == '\\') ? std::string{'\\', c} : std::string{c};
    return "\"" + quoted + "\" <" + box.address + ">";
}

std::string recipients(const std::vector<Mailbox>& boxes) {
    if (boxes.empty()) throw Error{Fault::invalid, "the mail has no recipient"};
    std::string list;
    for (const Mailbox& box : boxes) list += (list.empty() ? "" : ", ") + mailbox("To", box);
    return list;
}

std::string hex_escape(char byte) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    return {'=', digits[value >> 4], digits[value & 15]};
}

/// One line of text without its end (RFC 2045 section 6.7).
std::string quoted_printable_line(std::string_view line) {
    std::string result;
    std::size_t column = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        const bool is_last = at + 1 == line.size();
        const bool is_blank = c == ' ' || c == '\t';
        const bool stays = is_blank ? !is_last : is_printable(c) && c != '=';
        const std::string piece = stays ? std::string{c} : hex_escape(c);
        if (column + piece.size() > longest_coded_line - (is_last ? 0 : 1)) {
            result += "=\r\n";
            column = 0;
        }
        result += piece;
        column += piece.size();
    }
    return result;
}

std::string text_part(std::string_view kind, std::string_view text) {
    if (!is_storable_text(text)) throw Error{Fault::invalid, "the mail's text is not UTF-8"};
    std::string part = "Content-Type: text/" + std::string{kind} +
                       "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        part += quoted_printable_line(text.substr(0, end)) + "\r\n";
        text.remove_prefix(std::min(end + (text.substr(end).starts_with("\r\n") ? 2 : 1), text.size()));
    }
    return part;
}

std::string body(const Mail& mail) {
    if (mail.html.empty()) return text_part("plain", mail.text);
    const std::string mark = "--" + std::string{boundary};
    return "Content-Type: multipart/alternative; boundary=\"" + std::string{boundary} + "\"\r\n\r\n" + mark +
           "\r\n" + text_part("plain", mail.text) + "\r\n" + mark + "\r\n" + text_part("html", mail.html) +
           "\r\n" + mark + "--\r\n";
}

/// "Sun, 06 Nov 1994 08:49:37 +0000" (RFC 5322 section 3.3).
std::string date(Time now) {
    std::string text = imf_fixdate(now);
    text.replace(text.size() - 3, 3, "+0000");
    return text;
}

}  // namespace

std::string mail_message(const Mail& mail, Time now, std::string_view message_id) {
    std::string message = field("Date", date(now)) + field("From", mailbox("From", mail.from)) +
                          field("To", recipients(mail.to)) + field("Message-ID", message_id) +
                          text_field("Subject", mail.subject);
    for (const auto& [name, value] : mail.headers) {
        check_field_name(name);
        message += text_field(name, value);
    }
    return message + "MIME-Version: 1.0\r\n" + body(mail);
}

}  // namespace certwright::net
