#include "sandbox/app/world_options.hpp"

#include "base/error.hpp"
#include "sandbox/admin/duration.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace certwright::sandbox {
namespace {

/// An option whose value is written as "10s" or "20m".
void add_delay(CLI::App& app, const std::string& name, Duration& delay, const std::string& meaning) {
    app.add_option_function<std::string>(
           name,
           [&delay, name](const std::string& text) {
               try {
                   delay = parse_duration(text);
               } catch (const Error& wrong) {
                   throw CLI::ValidationError(name, wrong.message());
               }
           },
           meaning)
        ->type_name("DURATION");
}

void add_count(CLI::App& app, const std::string& name, std::size_t& count, const std::string& meaning) {
    app.add_option(name, count, meaning)->capture_default_str();
}

void add_private_ca_options(CLI::App& app, Settings& settings) {
    add_delay(app, "--ca-creation-delay", settings.authority_delay,
              "how long a CA of Private CA is being created; 1s");
    add_delay(app, "--ca-issuance-delay", settings.private_issuance_delay,
              "how long a certificate of Private CA is being issued; 1s");
    add_delay(app, "--crl-delay", settings.crl_delay, "from a revocation to the list that has it; 0s");
    app.add_option("--public-url", settings.public_url,
                   "where certificates say that revocation lists are, without a slash at its end; by default "
                   "where the services answer");
    add_count(app, "--cas", settings.authorities_held, "how many CAs an account may hold in a region");
    add_count(app, "--certificates-per-ca", settings.certificates_per_authority,
              "how many certificates a CA issues in its life");
}

}  // namespace

void add_world_options(CLI::App& app, Settings& settings) {
    app.add_option("--state", settings.state,
                   "the file in which everything is kept from one start to the next");
    app.add_option("--estate", settings.estate,
                   "draw so many certificates by lot, over 30 regions of all accounts");
    add_delay(app, "--record-delay", settings.record_delay,
              "until a requested certificate shows the records to make; 0s");
    add_delay(app, "--issuance-delay", settings.issuance_delay,
              "from the last proof until a certificate is issued; 1s");
    add_delay(app, "--delete-delay", settings.delete_delay,
              "how long a deleted certificate stays in lists; 0s");
    add_delay(app, "--release-delay", settings.release_delay,
              "how long a certificate shows as used by what it was unbound from; 0s");
    add_count(app, "--certificates", settings.certificates_held,
              "how many requested and how many imported certificates ACM keeps for an account and region");
    add_count(app, "--requests-per-year", settings.requests_per_year,
              "how many certificates may be requested in 365 days");
    add_count(app, "--imports-per-year", settings.imports_per_year,
              "how many certificates may be imported in 365 days");
    add_count(app, "--names-per-certificate", settings.names_per_certificate,
              "how many names a requested certificate may have");
    add_count(app, "--server-certificates", settings.server_certificates_held,
              "how many server certificates IAM keeps for an account");
    add_private_ca_options(app, settings);
}

}  // namespace certwright::sandbox
