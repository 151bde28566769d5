#include "http/static_files.hpp"

#include "base/error.hpp"
#include "crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace certwright::http {

namespace {

std::string_view media_type(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
        {".wasm", "application/wasm"},
    }};
    for (const auto& [ending, type] : types)
        if (path.ends_with(ending)) return type;
    return "application/octet-stream";
}

/// Whether a comma-separated field lists `wanted`, parameters aside; "gzip;q=0" refuses it.
bool lists(std::optional<std::string_view> field, std::string_view wanted) {
    std::string_view rest = field.value_or("");
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string_view element = rest.substr(0, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        const std::size_t semicolon = std::min(element.find(';'), element.size());
        const std::string_view parameters = element.substr(semicolon);
        element = element.substr(0, semicolon);
        while (element.starts_with(' ')) element.remove_prefix(1);
        while (element.ends_with(' ')) element.remove_suffix(1);
        if (element.starts_with("W/")) element.remove_prefix(2);
        const std::size_t weight = parameters.find("q=");
        const bool refused =
            weight != std::string_view::npos &&
            parameters.substr(weight + 2).find_first_of("123456789") == std::string_view::npos;
        if (element == wanted) return !refused;
    }
    return false;
}

bool is_page(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return path.substr(slash == std::string_view::npos ? 0 : slash).find('.') == std::string_view::npos;
}

constexpr std::string_view no_interface =
    "Certwright runs. This binary was built without its user interface;\n"
    "the API is at /api/v1/ and described by /api/v1/openapi.json.\n";

}  // namespace

StaticFiles::StaticFiles(const std::vector<EmbeddedFile>& files) {
    for (const EmbeddedFile& file : files)
        files_[std::string{file.path}] = {file.content, {}, crypto::sha256_hex(file.content).substr(0, 32)};
    for (const EmbeddedFile& file : files) {
        if (!file.path.ends_with(".gz")) continue;
        const auto plain = files_.find(file.path.substr(0, file.path.size() - 3));
        if (plain == files_.end()) continue;
        plain->second.gzipped = file.content;
        files_.erase(std::string{file.path});
    }
}

const StaticFiles::File* StaticFiles::find(std::string_view path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second;
}

net::ServerResponse StaticFiles::answer(const net::ServerRequest& request) const {
    std::string_view path = request.path;
    path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
    const File* file = find(path);
    if (!file && is_page(path)) file = find(path = "index.html");

    net::ServerResponse response;
    if (!file) {
        if (!files_.empty() || !is_page(request.path))
            throw Error{Fault::not_found, "there is no file '" + request.path + "'"};
        response.headers.set("Content-Type", "text/plain; charset=utf-8");
        response.static_body = no_interface;
        return response;
    }
    const bool gzip = !file->gzipped.empty() && lists(request.headers.find("Accept-Encoding"), "gzip");
    const std::string etag = "\"" + file->digest + (gzip ? "-gzip\"" : "\"");
    response.headers.set("ETag", etag);
    response.headers.set("Cache-Control",
                         path.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    if (!file->gzipped.empty()) response.headers.set("Vary", "Accept-Encoding");
    if (lists(request.headers.find("If-None-Match"), etag)) {
        response.status = 304;
        return response;
    }
    response.headers.set("Content-Type", std::string{media_type(path)});
    if (gzip) response.headers.set("Content-Encoding", "gzip");
    response.static_body = gzip ? file->gzipped : file->plain;
    return response;
}

}  // namespace certwright::http
