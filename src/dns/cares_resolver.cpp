#include "dns/cares_resolver.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "dns/exchange.hpp"

#include <fmt/format.h>

#include <iterator>
#include <random>
#include <utility>

namespace certwright::dns {
namespace {

std::uint16_t unguessable_id() {
    std::random_device kernel;
    return static_cast<std::uint16_t>(kernel());
}

std::string in_seconds(Duration span) {
    return fmt::format("{:g} s", std::chrono::duration<double>(span).count());
}

LookupStatus status_of(Response::Kind kind) {
    switch (kind) {
        case Response::Kind::answered:
            return LookupStatus::answered;
        case Response::Kind::no_such_name:
            return LookupStatus::no_such_name;
        case Response::Kind::no_data:
            return LookupStatus::no_data;
        case Response::Kind::unfinished:
        case Response::Kind::unusable:
            break;
    }
    return LookupStatus::servers_failed;
}

std::string detail_of(LookupStatus status, const Name& end, RecordType type, const ServerAddress& server) {
    if (status == LookupStatus::answered) return {};
    const std::string what = status == LookupStatus::no_such_name
                                 ? " does not exist"
                                 : " has no record of type " + to_string(type);
    return in_quotes(end.text()) + what + ", says " + server.text();
}

/// The last word of each server in one line.
std::string joined(const std::vector<ServerAddress>& servers, const std::vector<std::string>& problems) {
    if (servers.empty()) return "the system names no name server";
    std::string line;
    for (std::size_t at = 0; at < servers.size(); ++at)
        line += (at == 0 ? "" : "; ") + servers[at].text() + " " + problems[at];
    return line;
}

}  // namespace

CaresResolver::CaresResolver(const CaresOptions& options) : timeout_(options.timeout), tries_(options.tries) {
    ensure(timeout_ > 0s && tries_ > 0, "a resolver may ask");
    for (const std::string& server : options.servers) servers_.push_back(ServerAddress::parse(server));
}

std::variant<CaresResolver::Answered, Lookup> CaresResolver::ask(const Name& name, RecordType type,
                                                                 const std::stop_token& stop) const {
    const std::vector<ServerAddress> servers = servers_.empty() ? system_servers() : servers_;
    std::vector<std::string> problems(servers.size());
    auto status = servers.empty() ? LookupStatus::servers_failed : LookupStatus::timed_out;
    for (std::size_t turn = 0; turn < servers.size() * static_cast<std::size_t>(tries_); ++turn) {
        const ServerAddress& server = servers[turn % servers.size()];
        std::string& problem = problems[turn % servers.size()];
        const Exchange told = exchange(server, write_question(name, type, unguessable_id()), timeout_, stop);
        if (told.outcome == Exchange::Outcome::cancelled)
            return Lookup{LookupStatus::cancelled, {}, {}, "the look-up was cancelled"};
        if (told.outcome == Exchange::Outcome::silent) {
            problem = "did not answer within " + in_seconds(timeout_);
            continue;
        }
        status = LookupStatus::servers_failed;
        problem = told.problem;
        if (told.outcome == Exchange::Outcome::unreachable) continue;
        Response response = read_response(told.message, name, type);
        if (response.kind != Response::Kind::unusable) return Answered{std::move(response), server};
        problem = std::move(response.problem);
    }
    return Lookup{status, {}, {}, joined(servers, problems)};
}

Lookup CaresResolver::lookup(const Name& name, RecordType type, std::stop_token stop) {
    std::vector<Record> chain;
    Name end = name;
    while (chain.size() <= longest_chain) {
        auto outcome = ask(end, type, stop);
        if (auto* const failed = std::get_if<Lookup>(&outcome)) {
            failed->chain = std::move(chain);
            return std::move(*failed);
        }
        auto& [response, server] = std::get<Answered>(outcome);
        std::move(response.chain.begin(), response.chain.end(), std::back_inserter(chain));
        if (!chain.empty()) end = target(chain.back());
        if (response.kind == Response::Kind::unfinished) continue;
        const LookupStatus status = status_of(response.kind);
        return {status, std::move(response.records), std::move(chain), detail_of(status, end, type, server)};
    }
    return {LookupStatus::servers_failed,
            {},
            std::move(chain),
            in_quotes(name.text()) + " begins a chain of aliases that does not end"};
}

}  // namespace certwright::dns
