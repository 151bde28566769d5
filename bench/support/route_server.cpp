#include "bench/support/route_server.hpp"

#include "base/json.hpp"
#include "net/url.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace certwright::bench {
namespace {

std::optional<http::Identity> administrator(const net::ServerRequest&) {
    return http::Identity{{.user_id = "usr_1",
                           .user_name = "bench",
                           .role = auth::Role::administrator,
                           .token_id = "tok_1",
                           .session_id = ""},
                          ""};
}

}  // namespace

RouteServer::RouteServer(store::Dialect dialect, std::string noun)
    : installation_(dialect, 0),
      router_(administrator, idempotency_, clock_, installation_.metrics,
              {.check_answers = false, .request_rate = {.per_second = 1e9, .burst = 1e9}}),
      noun_(std::move(noun)) {}

void RouteServer::choose_rows(const std::string& ids, const std::string& columns, const std::string& table) {
    std::string list;
    installation_.database->read([&](store::Connection& connection) {
        connection.query(ids, store::Values{}, [&](const store::Row& row) {
            ids_.emplace_back(row.text(0));
            list += fmt::format("{}${}", list.empty() ? "" : ", ", ids_.size());
        });
    });
    by_id_ = fmt::format("SELECT id, {} FROM {} WHERE id IN ({})", columns, table, list);
}

std::string RouteServer::get(const std::string& target) {
    net::ServerRequest request;
    request.method = "GET";
    const auto question = target.find('?');
    request.path = "/api/v1/" + noun_ + target.substr(0, question);
    if (question != std::string::npos) request.query = target.substr(question + 1);
    request.segments = {"api", "v1", noun_};
    if (question != 0 && !target.empty()) request.segments.push_back(target.substr(1, question - 1));
    request.headers.set("Host", "certwright.test");
    request.peer = "192.0.2.7";
    request.request_id = "req_1";
    net::ServerResponse response = router_.answer(request);
    if (response.status != 200) throw std::runtime_error{target + ": " + response.body};
    return std::move(response.body);
}

std::string RouteServer::cursor_after(const std::string& sort, std::size_t rank) {
    constexpr std::size_t longest = 200;
    // Walks there as a reader would, with the largest pages.
    std::string cursor;
    for (std::size_t passed = 0; passed < rank; passed += longest) {
        const json::value page =
            json::parse(get(fmt::format("?limit={}&sort={}{}", longest, sort, cursor)), "a page");
        const auto next = json::text(page.as_object(), "next_cursor");
        if (!next) throw std::runtime_error{"the list ended before the deep page"};
        cursor = "&cursor=" + net::percent_encode(*next);
    }
    return cursor.substr(1);
}

void RouteServer::read_by_id() {
    std::size_t bytes = 0;
    installation_.database->read([&](store::Connection& connection) {
        connection.query(by_id_, ids_, [&](const store::Row& row) {
            for (std::size_t column = 0; column < row.size(); ++column) bytes += row.text(column).size();
        });
    });
    if (bytes == 0) throw std::runtime_error{"the certificates went away"};
}

}  // namespace certwright::bench
