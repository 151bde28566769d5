#include "http/reply.hpp"

#include "base/json.hpp"

namespace certwright::http {

Reply Reply::json(const boost::json::value& value, int status) {
    Reply reply = raw(boost::json::serialize(value), "application/json");
    reply.response.status = status;
    return reply;
}

Reply Reply::created(const boost::json::value& value, std::string_view location) {
    return json(value, 201).with_header("Location", std::string{location});
}

Reply Reply::nothing() {
    Reply reply;
    reply.response.status = 204;
    return reply;
}

Reply Reply::raw(std::string body, std::string_view content_type) {
    Reply reply;
    reply.response.body = std::move(body);
    reply.response.headers.set("Content-Type", std::string{content_type});
    return reply;
}

Reply Reply::attachment(std::string body, std::string_view content_type, std::string_view file_name) {
    // Quoted as in RFC 6266; what a quoted string or a header may not hold becomes an underscore.
    std::string safe{file_name};
    for (char& c : safe)
        if (c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '/') c = '_';
    return raw(std::move(body), content_type)
        .with_header("Content-Disposition", "attachment; filename=\"" + safe + "\"");
}

Reply Reply::attachment(std::function<std::optional<std::string>()> next_piece, std::string_view content_type,
                        std::string_view file_name) {
    Reply reply = attachment(std::string{}, content_type, file_name);
    reply.response.next_piece = std::move(next_piece);
    return reply;
}

Reply Reply::events(std::shared_ptr<net::EventStream> stream) {
    Reply reply = raw({}, "text/event-stream");
    reply.response.events = std::move(stream);
    return reply;
}

Reply&& Reply::with_header(std::string name, std::string value) && {
    response.headers.set(name, std::move(value));
    return std::move(*this);
}

}  // namespace certwright::http
