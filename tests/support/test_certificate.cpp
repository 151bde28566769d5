#include "support/test_certificate.hpp"

#include <cstdlib>
#include <stdexcept>

namespace certwright::test {

TestCertificate::TestCertificate() {
    const std::string script = "cd '" + directory_.path().string() + R"(' && exec 2>log &&
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '/CN=test authority' \
            -keyout ca.key -out ca.pem &&
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=localhost' \
            -keyout server.key -out server.csr &&
        printf 'subjectAltName=IP:127.0.0.1,DNS:localhost\n' > extensions &&
        openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -days 2 -extfile extensions -out server.pem)";
    if (std::system(script.c_str()) != 0)
        throw std::runtime_error{"the openssl command line makes no certificate"};
}

net::TlsFiles TestCertificate::files() const {
    return {.certificate_chain = directory_.path() / "server.pem",
            .private_key = directory_.path() / "server.key"};
}

std::string TestCertificate::authority() const {
    return directory_.path() / "ca.pem";
}

}  // namespace certwright::test
