#include "support/smtp_server.hpp"

#include "base/time.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <vector>

namespace certwright::test {
namespace {

std::string python() {
    if (const char* const named = std::getenv("CERTWRIGHT_PYTHON")) return named;
    const char* const usual = CERTWRIGHT_TEST_SUPPORT "/../../.cache/venv/bin/python";
    return std::filesystem::exists(usual) ? usual : "python3";
}

}  // namespace

SmtpServer::SmtpServer(Mode mode) {
    std::vector<std::string> command{python(), CERTWRIGHT_TEST_SUPPORT "/smtp_server.py", directory_.path()};
    command.emplace_back(mode == Mode::none ? "none" : mode == Mode::starttls ? "starttls" : "implicit");
    const auto files = certificate_.files();
    if (mode != Mode::none) command.insert(command.end(), {files.certificate_chain, files.private_key});
    server_ = std::make_unique<ChildProcess>(command, directory_.path() / "log");
    const auto port_file = directory_.path() / "port";
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!exists(port_file)) {
        if (server_->has_ended() || std::chrono::steady_clock::now() > deadline)
            throw std::runtime_error{"the SMTP server did not start: " + server_->output()};
        std::this_thread::sleep_for(10ms);
    }
    std::ifstream{port_file} >> port_;
}

std::filesystem::path SmtpServer::file_of(int number) const {
    return directory_.path() / (std::to_string(number) + ".json");
}

bool SmtpServer::has_mail(int number) const {
    return exists(file_of(number));
}

json::object SmtpServer::mail(int number) const {
    std::ifstream in{file_of(number)};
    if (!in) throw std::runtime_error{"the SMTP server has no such mail: " + server_->output()};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    return json::parse(text, "a mail").as_object();
}

}  // namespace certwright::test
