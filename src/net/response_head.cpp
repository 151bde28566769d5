#include "net/response_head.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certwright::net {
namespace {

bool is_name(std::string_view text) {
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != marks.npos;
    });
}

bool is_value(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; });
}

bool is_the_edges(std::string_view name) {
    static constexpr std::array names{"Content-Length", "Transfer-Encoding", "Connection",
                                      "Date",           "X-Request-Id",      "Server"};
    return std::any_of(names.begin(), names.end(),
                       [&](const char* own) { return equal_ignoring_case(own, name); });
}

}  // namespace

bool has_content(std::string_view method, int status) {
    return method != "HEAD" && status >= 200 && status != 204 && status != 304;
}

std::string response_head(const ServerResponse& response, const ResponseFrame& frame) {
    std::string head = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\nX-Request-Id: {}\r\n", response.status,
                                   reason_phrase(response.status), imf_fixdate(frame.now), frame.request_id);
    for (const auto& [name, value] : response.headers) {
        ensure(is_name(name) && is_value(value), "response header " + name + " is well formed");
        if (!is_the_edges(name)) head.append(name).append(": ").append(value).append("\r\n");
    }
    ensure(response.status >= 200 && response.status <= 599, "response status is final");
    if (frame.chunked) head += "Transfer-Encoding: chunked\r\n";
    if (!response.events && !response.next_piece && response.status != 204 && response.status != 304) {
        const std::size_t size = response.static_body ? response.static_body->size() : response.body.size();
        head += fmt::format("Content-Length: {}\r\n", size);
    }
    if (frame.close) {
        head += "Connection: close\r\n";
    } else if (frame.name_keep_alive) {
        head += "Connection: keep-alive\r\n";
    }
    return head += "\r\n";
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Status";
    }
}

ServerResponse edge_problem(int status, std::string_view detail, std::string_view request_id) {
    const std::string_view fault = status == 500 ? "internal" : status == 503 ? "unavailable" : "invalid";
    ServerResponse response{.status = status};
    response.headers.add("Content-Type", "application/problem+json");
    response.body = fmt::format(
        R"({{"type":"about:blank","title":"{}","status":{},"detail":"{}","fault":"{}","request_id":"{}"}})",
        reason_phrase(status), status, detail, fault, request_id);
    return response;
}

void announce_events(Headers& headers) {
    headers.set("Content-Type", "text/event-stream");
    headers.set("Cache-Control", "no-store");
    headers.set("X-Accel-Buffering", "no");  // nginx would hold events back
}

void cut_in_half(std::string& head, std::string_view& body) {
    if (body.empty()) {
        head.resize(head.size() / 2);
    } else {
        body = body.substr(0, body.size() / 2);
    }
}

std::string imf_fixdate(Time time) {
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(time - day)};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       days[std::chrono::weekday{day}.c_encoding()], unsigned{date.day()},
                       months[unsigned{date.month()} - 1], int{date.year()}, clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

}  // namespace certwright::net
