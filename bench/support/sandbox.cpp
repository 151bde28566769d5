#include "bench/support/sandbox.hpp"

#include "base/json.hpp"
#include "bench/support/processor_time.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace certwright::bench {
namespace {

constexpr int drawn_regions = 30;

std::string sandbox_binary() {
    const char* named = std::getenv("CERTWRIGHT_SANDBOX_BINARY");
    return named ? named : CERTWRIGHT_BENCH_SANDBOX;
}

std::string fixture(std::size_t certificates) {
    const json::object user{
        {"name", "bench"}, {"access_key_id", Sandbox::access_key_id}, {"secret", Sandbox::secret}};
    const json::object account{{"id", "000000000000"}, {"users", json::array{user}}};
    return boost::json::serialize(
        json::object{{"accounts", json::array{account}},
                     {"generate", {{"certificates", certificates}, {"regions", drawn_regions}}}});
}

/// What follows the text on its line; empty when the line is not there yet.
std::string rest_of_line(const std::string& output, std::string_view text) {
    const auto begin = output.find(text);
    const auto end = begin == std::string::npos ? begin : output.find('\n', begin);
    return end == std::string::npos ? "" : output.substr(begin + text.size(), end - begin - text.size());
}

std::string fault_plan(Duration latency) {
    const json::object slow{{"fault", "latency"}, {"latency", fmt::format("{}ms", latency / 1ms)}};
    return boost::json::serialize(json::object{{"rules", json::array{slow}}});
}

}  // namespace

Sandbox::Sandbox(const SandboxOptions& options) : transport_(net::make_curl_transport()) {
    const auto world = directory_.path() / "world.json";
    std::ofstream{world} << fixture(options.certificates);
    std::vector<std::string> command{
        sandbox_binary(), "--port", "0", "--admin-port", "0", "--fixture", world.string(), "--no-skew-check"};
    if (!options.quotas) command.emplace_back("--no-quotas");
    process_ = std::make_unique<test::ChildProcess>(command, directory_.path() / "log");
    wait_until_it_listens();
    if (options.latency > Duration{}) ask("PUT", "/faults", fault_plan(options.latency));
}

void Sandbox::wait_until_it_listens() {
    const auto deadline = std::chrono::steady_clock::now() + 2min;  // to draw 100,000 takes ten seconds
    while (admin_url_.empty()) {
        if (process_->has_ended() || std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error{sandbox_binary() + " did not start: " + process_->output()};
        std::this_thread::sleep_for(20ms);
        const std::string output = process_->output();
        url_ = rest_of_line(output, "The AWS sandbox listens on ");
        admin_url_ = rest_of_line(output, "Its page is at ");
    }
}

std::string Sandbox::ask(const std::string& method, const std::string& path, const std::string& body) const {
    net::ClientRequest request;
    request.method = method;
    request.url = net::Url::parse(admin_url_ + path);
    request.body = body;
    const auto answer = transport_->send(request, {});
    const auto* response = std::get_if<net::ClientResponse>(&answer);
    if (!response || response->status != 200)
        throw std::runtime_error{"the sandbox does not answer " + method + " " + path};
    return response->body;
}

std::map<std::string, std::size_t> Sandbox::regions() const {
    const json::value accounts = json::parse(ask("GET", "/accounts"), "the sandbox's accounts");
    std::map<std::string, std::size_t> sizes;
    for (const auto& [region, count] : accounts.as_array().at(0).at("certificates_by_region").as_object())
        sizes[region] = count.to_number<std::size_t>();
    return sizes;
}

AskedFor Sandbox::asked_for() const {
    const json::value rows = json::parse(ask("GET", "/calls"), "the sandbox's calls");
    AskedFor sum;
    for (const json::value& row : rows.as_array()) {
        sum.calls += row.at("calls").to_number<std::int64_t>();
        sum.throttles += row.at("throttled").to_number<std::int64_t>();
    }
    return sum;
}

void Sandbox::forget_calls() {
    ask("DELETE", "/calls");
}

double Sandbox::processor_seconds() const {
    return processor_seconds_of(process_->id());
}

}  // namespace certwright::bench
