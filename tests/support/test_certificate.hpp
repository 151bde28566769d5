#pragma once

#include "net/http_server.hpp"
#include "support/temp_directory.hpp"

namespace certwright::test {

/// A certificate authority and a certificate for 127.0.0.1 and localhost, made by the openssl
/// command line and gone at the end of the scope.
class TestCertificate {
  public:
    TestCertificate();
    net::TlsFiles files() const;
    /// PEM file of the authority, for clients to trust.
    std::string authority() const;

  private:
    TempDirectory directory_;
};

}  // namespace certwright::test
