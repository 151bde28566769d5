#include "http/routes/given_file.hpp"

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

namespace certwright::http {

Schema given_file_schema() {
    return object("File", {{"name", text().length(1, 255).describe("For messages.")},
                           {"content", text().length(1, 1'000'000).describe("Base64.")}});
}

Secret content_of(const json::object& file) {
    try {
        const Bytes bytes = from_base64(*json::text(file, "content"));
        return Secret{std::string{as_text(bytes)}};
    } catch (Error& error) {
        throw std::move(error)
            .within("cannot read " + in_quotes(*json::text(file, "name")))
            .with_field("files", "must be base64");
    }
}

}  // namespace certwright::http
