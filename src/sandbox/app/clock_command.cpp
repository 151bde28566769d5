#include "sandbox/app/clock_command.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "net/transport.hpp"
#include "net/url.hpp"

#include <CLI/CLI.hpp>

#include <chrono>
#include <iostream>

namespace certwright::sandbox {
namespace {

/// Pushing a clock by months does what would have happened meanwhile.
constexpr Duration longest_push = std::chrono::minutes{10};

json::object ask(const std::string& admin, const std::string& path, const json::object* body) {
    net::ClientRequest request;
    request.method = body == nullptr ? "GET" : "POST";
    request.url = net::Url::parse(admin + path);
    request.timeout = longest_push;
    request.direct = true;
    if (body != nullptr) request.body = boost::json::serialize(*body);
    const auto outcome = net::make_curl_transport()->send(request, {});
    if (const auto* none = std::get_if<net::NoResponse>(&outcome)) {
        throw Error{Fault::unavailable, none->detail, "is a sandbox running, with its admin port there?"};
    }
    const auto& response = std::get<net::ClientResponse>(outcome);
    const auto answer = json::parse(response.body, "the sandbox's answer").as_object();
    if (response.status != 200) {
        throw Error{Fault::invalid, json::text(answer, "error").value_or("the sandbox refused"),
                    json::text(answer, "hint").value_or("")};
    }
    return answer;
}

}  // namespace

ClockCommand::ClockCommand(CLI::App& app)
    : command_(app.add_subcommand("clock", "read or move a sandbox's clock")) {
    command_->add_option("--admin", admin_, "where the sandbox's admin port is")->capture_default_str();
    auto* advance = command_->add_subcommand("advance", "push it ahead; what falls due happens on the way");
    advance->add_option("duration", advance_, "73h, 160d, 1d12h, 90s")->required();
    auto* set = command_->add_subcommand("set", "push it to a time");
    set->add_option("time", set_, "RFC 3339, later than now")->required();
    auto* rate = command_->add_subcommand("rate", "let it run faster than the machine's");
    rate->add_option("rate", rate_, "how many times as fast")->required()->check(CLI::PositiveNumber);
    for (auto* verb : {advance, set, rate})
        verb->add_option("--admin", admin_, "where the sandbox's admin port is");
    command_->require_subcommand(0, 1);
}

bool ClockCommand::is_asked() const {
    return command_->parsed();
}

int ClockCommand::run() const {
    json::object answer;
    if (!advance_.empty()) {
        const json::object body{{"by", advance_}};
        answer = ask(admin_, "/clock/advance", &body);
    } else if (!set_.empty()) {
        const json::object body{{"time", set_}};
        answer = ask(admin_, "/clock/set", &body);
    } else if (rate_ > 0) {
        const json::object body{{"rate", rate_}};
        answer = ask(admin_, "/clock/rate", &body);
    } else {
        answer = ask(admin_, "/clock", nullptr);
    }
    std::cout << json::text(answer, "now").value_or("") << "\n";
    return 0;
}

}  // namespace certwright::sandbox
