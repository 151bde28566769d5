#pragma once

#include "base/json.hpp"
#include "support/child_process.hpp"
#include "support/temp_directory.hpp"
#include "support/test_certificate.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace certwright::test {

/// The SMTP server of smtp_server.py for this process alone, run by the Python that CERTWRIGHT_PYTHON names,
/// else by that of the tests' environment, else by python3 in PATH. It stops with its scope, and also when
/// this process is killed.
class SmtpServer {
  public:
    enum class Mode { none, starttls, implicit };

    explicit SmtpServer(Mode mode);

    std::uint16_t port() const noexcept { return port_; }
    /// PEM file of the authority that its certificate is from.
    std::string authority() const { return certificate_.authority(); }
    /// What it made of the mail with that number, from 1; fails the test when there is none.
    json::object mail(int number) const;
    bool has_mail(int number) const;

  private:
    std::filesystem::path file_of(int number) const;

    TempDirectory directory_;
    TestCertificate certificate_;
    std::unique_ptr<ChildProcess> server_;
    std::uint16_t port_ = 0;
};

}  // namespace certwright::test
