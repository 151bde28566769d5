#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certwright::sandbox {

/// The knobs; docs/sandbox.md tells what each is good for.
struct Settings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 4566;
    std::vector<std::uint16_t> also_ports;  ///< further ones, for clients that want one for each service
    std::uint16_t admin_port = 4567;        ///< always on 127.0.0.1
    std::string fixture;     ///< a file, or the name of a built-in one; empty: the default fixture
    std::size_t estate = 0;  ///< certificates to draw by lot
    std::string state;       ///< the file in which the world is kept; empty: none
    std::string tls_certificate, tls_key;
    std::string smtp;  ///< "HOST:PORT" where validation mails are handed in; empty: they stay in the inbox
    std::string mail_from = "no-reply@sandbox.test";
    /// Where links of mails lead, if not to the admin port of this machine: a URL without a final slash.
    std::string public_admin_url;
    std::string faults;  ///< JSON file of the fault plan to begin with; empty: none

    bool check_signatures = true;
    std::optional<Duration> skew = std::chrono::minutes{5};

    std::uint16_t dns_port = 0;  ///< of the name server for Route 53's zones; 0 lets the system choose
    /// Where validation looks for CNAME and CAA records: "ip:port". Empty: the sandbox's own name server.
    std::vector<std::string> resolvers;

    Duration record_delay = 0s;    ///< until Describe shows the record to make
    Duration issuance_delay = 1s;  ///< from the last proof to ISSUED
    Duration delete_delay = 0s;    ///< how long a deleted certificate lingers in lists
    Duration release_delay = 0s;   ///< how long a certificate shows as used by what it was unbound from

    Duration authority_delay = 1s;         ///< of Private CA: until a new CA has its request
    Duration private_issuance_delay = 1s;  ///< of Private CA: from IssueCertificate to GetCertificate
    Duration crl_delay = 0s;               ///< from a revocation to the list that has it
    std::string public_url;                ///< where certificates say the sandbox is; empty: where it listens

    std::size_t names_per_certificate = 10;
    std::size_t certificates_held = 2500;  ///< requested ones, and as many imported ones
    std::size_t requests_per_year = 5000, imports_per_year = 5000;
    std::size_t server_certificates_held = 20;  ///< of IAM, by account
    std::size_t authorities_held = 200;         ///< of Private CA, by account and region
    std::size_t certificates_per_authority = 1'000'000;
    bool quotas = true;      ///< of requests per second
    double quota_scale = 1;  ///< of the requests per second
};

}  // namespace certwright::sandbox
