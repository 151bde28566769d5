#include "http/static_files.hpp"

#include "base/error.hpp"
#include "router_fixture.hpp"

namespace certwright::http {
namespace {

using test::header;
using test::request;

const StaticFiles files{{{"index.html", "<html>"},
                         {"assets/app-1a2b.js", "script"},
                         {"assets/app-1a2b.js.gz", "squeezed"},
                         {"favicon.svg", "<svg/>"}}};

TEST(StaticFiles, serves_a_file_with_its_type) {
    const auto response = files.answer(request("GET", "/favicon.svg"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.static_body, "<svg/>");
    EXPECT_EQ(header(response, "Content-Type"), "image/svg+xml");
    EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
}

TEST(StaticFiles, keeps_hashed_assets_for_good) {
    EXPECT_EQ(header(files.answer(request("GET", "/assets/app-1a2b.js")), "Cache-Control"),
              "public, max-age=31536000, immutable");
}

TEST(StaticFiles, sends_the_compressed_file_to_who_accepts_it) {
    const auto squeezed =
        files.answer(request("GET", "/assets/app-1a2b.js", {{"Accept-Encoding", "br, gzip;q=0.5"}}));
    EXPECT_EQ(squeezed.static_body, "squeezed");
    EXPECT_EQ(header(squeezed, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(squeezed, "Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(header(squeezed, "Vary"), "Accept-Encoding");
    for (const char* refusing : {"", "br", "gzip;q=0", "gzip; q=0.0"}) {
        const auto plain =
            files.answer(request("GET", "/assets/app-1a2b.js", {{"Accept-Encoding", refusing}}));
        EXPECT_EQ(plain.static_body, "script") << refusing;
        EXPECT_EQ(header(plain, "Vary"), "Accept-Encoding");
        EXPECT_NE(header(plain, "ETag"), header(squeezed, "ETag"));
    }
}

TEST(StaticFiles, answers_304_to_who_has_it) {
    const std::string etag = header(files.answer(request("GET", "/")), "ETag");
    for (const std::string& have : {etag, "W/" + etag, "\"other\", " + etag}) {
        const auto response = files.answer(request("GET", "/", {{"If-None-Match", have}}));
        EXPECT_EQ(response.status, 304) << have;
        EXPECT_FALSE(response.static_body);
    }
    EXPECT_EQ(files.answer(request("GET", "/", {{"If-None-Match", "\"other\""}})).status, 200);
}

TEST(StaticFiles, gives_the_application_to_its_pages) {
    for (const char* page : {"/", "/index.html", "/accounts", "/certificates/aws/crt_1"})
        EXPECT_EQ(files.answer(request("GET", page)).static_body, "<html>") << page;
}

TEST(StaticFiles, has_no_other_files) {
    for (const char* other : {"/missing.js", "/assets/app-1a2b.js.gz", "/assets/../secret.txt"})
        EXPECT_THROW(files.answer(request("GET", other)), Error) << other;
}

TEST(StaticFiles, says_so_when_no_interface_was_built_in) {
    const StaticFiles none{{}};
    const auto response = none.answer(request("GET", "/accounts"));
    EXPECT_EQ(response.status, 200);
    EXPECT_NE(response.static_body->find("without its user interface"), std::string_view::npos);
    EXPECT_THROW(none.answer(request("GET", "/app.js")), Error);
}

}  // namespace
}  // namespace certwright::http
