#include "sandbox/acm/listing.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "crypto/digest.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iterator>
#include <optional>
#include <utility>

namespace certwright::sandbox::acm {
namespace {

/// Of the question and the place, so that no part of a token can be changed.
std::string check_of(std::string_view question, std::string_view place) {
    return crypto::sha256_hex(std::string{question} + "|" + std::string{place}).substr(0, 16);
}

[[noreturn]] void refuse_token(const std::string& code) {
    throw ServiceError{code, "The provided NextToken is invalid."};
}

/// What lies after a place in the order, from which end it is read.
template <class Iterator>
Page collect(Iterator from, Iterator end, const Store& store,
             const std::function<bool(const Certificate&)>& wanted, std::size_t limit,
             std::string_view question, Time now) {
    Page page;
    for (; from != end; ++from) {
        const Certificate& certificate = store.certificates.find(from->second)->second;
        if (!is_visible(certificate, now) || !wanted(certificate)) continue;
        if (page.rows.size() == limit) {
            const Certificate& last = *page.rows.back();
            page.next_token = page_token({last.created_at, last.arn}, question);
            break;
        }
        page.rows.push_back(&certificate);
    }
    return page;
}

}  // namespace

std::string page_token(const PagePosition& position, std::string_view question) {
    const auto place = fmt::format("{}|{}", to_micros(position.created_at), position.arn);
    const auto text = check_of(question, place) + "|" + place;
    return to_base64url(as_bytes(text));
}

PagePosition read_page_token(const std::string& token, std::string_view question, const std::string& code) {
    std::string padded = token;
    for (auto& character : padded) {
        if (character == '-') character = '+';
        if (character == '_') character = '/';
    }
    padded.append((4 - padded.size() % 4) % 4, '=');
    std::string text;
    try {
        text = as_text(from_base64(padded));
    } catch (const Error&) {
        refuse_token(code);
    }
    const auto first = text.find('|');
    const auto second = first == text.npos ? text.npos : text.find('|', first + 1);
    if (second == text.npos || text.substr(0, first) != check_of(question, text.substr(first + 1)))
        refuse_token(code);
    std::int64_t micros = 0;
    const auto* begin = text.data() + first + 1;
    const auto* end = text.data() + second;
    if (std::from_chars(begin, end, micros).ptr != end) refuse_token(code);
    return {from_micros(micros), text.substr(second + 1)};
}

Page page_of(const Store& store, const std::function<bool(const Certificate&)>& wanted, std::size_t limit,
             bool descending, const std::string& token, std::string_view question, const std::string& code,
             Time now) {
    const auto& order = store.by_creation;
    std::optional<std::pair<Time, std::string>> place;
    if (!token.empty()) {
        auto position = read_page_token(token, question, code);
        place = {position.created_at, std::move(position.arn)};
    }
    if (descending) {
        const auto from = place ? std::make_reverse_iterator(order.lower_bound(*place)) : order.rbegin();
        return collect(from, order.rend(), store, wanted, limit, question, now);
    }
    const auto from = place ? order.upper_bound(*place) : order.begin();
    return collect(from, order.end(), store, wanted, limit, question, now);
}

}  // namespace certwright::sandbox::acm
