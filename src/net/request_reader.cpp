#include "net/request_reader.hpp"

#include "base/error.hpp"
#include "net/request_target.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <optional>

namespace certwright::net {
namespace {

namespace http = boost::beast::http;
using Refusal = RequestReader::Refusal;
using Parser = http::request_parser<http::string_body>;

/// What the parser would forgive: folded fields, bare line feeds, control characters. `head` ends
/// with the empty line.
std::optional<Refusal> check_bytes(std::string_view head) {
    for (std::size_t at = 0; at < head.size(); ++at) {
        const char c = head[at];
        const bool starts_line = at > 0 && head[at - 1] == '\n';
        if (c == '\r' ? at + 1 == head.size() || head[at + 1] != '\n'
                      : c == '\n' && (at == 0 || head[at - 1] != '\r')) {
            return Refusal{400, "a line does not end with CR LF"};
        }
        if (starts_line && (c == ' ' || c == '\t')) return Refusal{400, "a header field is folded"};
        if ((c >= 0 && c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f) {
            return Refusal{400, "the header has a control character"};
        }
    }
    return std::nullopt;
}

/// Where one message ends must have one answer, and which site is meant too.
std::optional<Refusal> check_fields(const Parser::value_type& message) {
    if (message.version() != 10 && message.version() != 11)
        return Refusal{505, "the HTTP version is neither 1.0 nor 1.1"};
    if (message.method_string().size() > 32) return Refusal{501, "the method is unknown"};
    const auto lengths = message.count(http::field::content_length);
    const auto codings = message.count(http::field::transfer_encoding);
    if (lengths + codings > 1) return Refusal{400, "the length of the body is given more than once"};
    if (codings == 1) {
        if (message.version() == 10) return Refusal{400, "HTTP/1.0 has no Transfer-Encoding"};
        if (!equal_ignoring_case(message[http::field::transfer_encoding], "chunked")) {
            return Refusal{501, "the only Transfer-Encoding understood is chunked"};
        }
    }
    if (lengths == 1) {
        const std::string_view digits = message[http::field::content_length];
        if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
            return Refusal{400, "Content-Length is not a number"};
        }
    }
    const auto hosts = message.count(http::field::host);
    if (hosts > 1 || (hosts == 0 && message.version() == 11))
        return Refusal{400, "there must be exactly one Host"};
    if (std::string_view{message[http::field::host]}.find_first_of(" \t,/@?#\\") != std::string_view::npos) {
        return Refusal{400, "Host is not a name and a port"};
    }
    if (message.count(http::field::expect) > 0 &&
        !equal_ignoring_case(message[http::field::expect], "100-continue")) {
        return Refusal{417, "the only expectation understood is 100-continue"};
    }
    return std::nullopt;
}

Refusal refusal_for(const boost::system::error_code& error) {
    if (error == http::error::body_limit) return {413, "the body is too large"};
    if (error == http::error::bad_version) return {505, "the HTTP version is neither 1.0 nor 1.1"};
    return {400, "the message is not HTTP: " + error.message()};
}

}  // namespace

struct RequestReader::State {
    explicit State(Limits limits_) : limits(limits_) {}

    Limits limits;
    std::string buffer;            ///< received and not yet parsed
    std::size_t searched = 0;      ///< how much of it has no end of a header
    std::optional<Parser> parser;  ///< of the request whose header is complete
    ServerRequest request;
    bool http_1_0 = false;
    bool keep_alive = false;
    Refusal refusal{};
    Progress progress = Progress::idle;

    Progress refuse(Refusal why) {
        refusal = std::move(why);
        keep_alive = false;
        buffer.clear();
        return progress = Progress::refused;
    }

    Progress parse() {
        if (!parser) {
            const auto end = buffer.find("\r\n\r\n", searched);
            const std::size_t size = end == buffer.npos ? buffer.size() : end + 4;
            if (size > limits.header_bytes) return refuse({431, "the header is too large"});
            if (end == buffer.npos) {
                searched = std::max<std::size_t>(buffer.size(), 3) - 3;
                return progress = buffer.empty() ? Progress::idle : Progress::header;
            }
            if (auto refused = parse_header(size)) return refuse(std::move(*refused));
        }
        return parse_body();
    }

    std::optional<Refusal> parse_header(std::size_t size) {
        if (auto refused = check_bytes(std::string_view{buffer}.substr(0, size))) return refused;
        parser.emplace();
        parser->header_limit(static_cast<std::uint32_t>(limits.header_bytes));
        parser->body_limit(limits.body_bytes);
        boost::system::error_code error;
        const std::size_t used = parser->put(boost::asio::const_buffer{buffer.data(), size}, error);
        if (error) return refusal_for(error);
        const auto& message = parser->get();
        if (!parser->is_header_done() || used != size)
            return Refusal{400, "the header does not end where it should"};
        if (auto refused = check_fields(message)) return refused;
        try {
            RequestTarget target = RequestTarget::parse(message.target());
            request = {.method = message.method_string(),
                       .target = message.target(),
                       .path = std::move(target.path),
                       .segments = std::move(target.segments),
                       .query = std::move(target.query)};
        } catch (const Error& error_in_target) {
            return Refusal{400, error_in_target.message()};
        }
        // Taken now, so that trailers cannot add to them.
        for (const auto& field : message) request.headers.add(field.name_string(), field.value());
        http_1_0 = message.version() == 10;
        keep_alive = parser->keep_alive();
        buffer.erase(0, size);
        searched = 0;
        parser->eager(true);
        return std::nullopt;
    }

    Progress parse_body() {
        while (!parser->is_done() && !buffer.empty()) {
            boost::system::error_code error;
            const std::size_t used =
                parser->put(boost::asio::const_buffer{buffer.data(), buffer.size()}, error);
            buffer.erase(0, used);
            if (error && error != http::error::need_more) return refuse(refusal_for(error));
            if (used == 0) break;
        }
        if (parser->is_done()) return progress = Progress::complete;
        // What is left unparsed belongs to a chunk's header or to the trailers.
        if (buffer.size() > limits.header_bytes)
            return refuse({431, "a chunk header or the trailers are too large"});
        return progress = Progress::body;
    }
};

RequestReader::RequestReader(Limits limits) : state_(std::make_unique<State>(limits)) {}
RequestReader::~RequestReader() = default;

RequestReader::Progress RequestReader::feed(std::string_view bytes) {
    if (state_->progress == Progress::refused) return Progress::refused;
    state_->buffer.append(bytes);
    if (state_->progress == Progress::complete) return Progress::complete;
    return state_->parse();
}

std::size_t RequestReader::held_bytes() const {
    return state_->buffer.size() + (state_->parser ? state_->parser->get().body().size() : 0);
}

bool RequestReader::expects_continue() const {
    return state_->progress == Progress::body && !state_->http_1_0 && state_->buffer.empty() &&
           state_->parser->get().body().empty() && state_->request.headers.find("Expect").has_value();
}

bool RequestReader::keep_alive() const {
    return state_->keep_alive;
}
bool RequestReader::is_http_1_0() const {
    return state_->http_1_0;
}
const RequestReader::Refusal& RequestReader::refusal() const {
    return state_->refusal;
}

ServerRequest RequestReader::take() {
    ensure(state_->progress == Progress::complete, "no request is complete");
    state_->request.body = std::move(state_->parser->get().body());
    state_->parser.reset();
    state_->progress = Progress::idle;
    return std::move(state_->request);
}

}  // namespace certwright::net
