// Certificates as values: what reading one costs beyond the parser below it.
#include "x509/certificate.hpp"

#include "bench/support/ratio.hpp"
#include "support/vectors.hpp"

#include <benchmark/benchmark.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

namespace certwright::bench {
namespace {

/// Reading everything that discovery keeps, against OpenSSL's d2i_X509 of the same bytes and no more.
void read_certificate(benchmark::State& state) {
    const Bytes der = x509::pem_to_ders(test::vector_file("x509/leaf.pem")).front();
    compare(
        state, "openssl_d2i", [&] { benchmark::DoNotOptimize(x509::parse_der(der)); },
        [&] {
            const unsigned char* at = der.data();
            const std::unique_ptr<X509, decltype(&X509_free)> parsed{
                d2i_X509(nullptr, &at, static_cast<long>(der.size())), &X509_free};
            if (!parsed) throw std::runtime_error{"OpenSSL cannot read the test certificate"};
        });
}
BENCHMARK(read_certificate)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace certwright::bench
