#include "sandbox/pca/publication.hpp"

#include "sandbox/pca/crl.hpp"
#include "sandbox/pca/published_report.hpp"

#include <utility>

namespace certwright::sandbox::pca {
namespace {

net::ServerResponse file_of(std::string type, std::string body) {
    return {.status = 200, .headers = {{"Content-Type", std::move(type)}}, .body = std::move(body)};
}

}  // namespace

std::optional<net::ServerResponse> published(World& world, const net::ServerRequest& request) {
    if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
    if (request.path.ends_with(".crl")) {
        if (auto list = published_crl(world, request.path))
            return file_of("application/pkix-crl", *std::move(list));
        return std::nullopt;
    }
    auto report = published_report(world, request.path);
    if (!report) return std::nullopt;
    return file_of(std::move(report->content_type), std::move(report->body));
}

}  // namespace certwright::sandbox::pca
