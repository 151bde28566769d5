#include "http/routes/given_file.hpp"

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

namespace certwright::http {

Schema given_file_schema() {
    return object("File", {{"name", text().length(1, 255).describe("For messages.")},
                           {"content", text().length(0, 1'000'000).describe("Base64.")}});
}

Secret content_of(const json::object& file) {
    if (json::text(file, "content")->empty())
        throw Error{Fault::invalid, in_quotes(*json::text(file, "name")) + " is empty",
                    "look whether it was written, and give it again"}
            .with_field("files", "must not be empty");
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
