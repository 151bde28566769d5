// Certificates as values: what reading one costs beyond the parser below it, by itself and in files.
#include "x509/certificate.hpp"

#include "bench/support/ratio.hpp"
#include "support/vectors.hpp"
#include "x509/bundle/read_file.hpp"
#include "x509/bundle/write_pkcs12.hpp"

#include <benchmark/benchmark.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

namespace certwright::bench {
namespace {

using Parsed = std::unique_ptr<X509, decltype(&X509_free)>;
using Input = std::unique_ptr<BIO, decltype(&BIO_free)>;

void require(bool works, const char* what) {
    if (!works) throw std::runtime_error{std::string{"OpenSSL cannot read "} + what};
}

/// Reading everything that discovery keeps, against OpenSSL's d2i_X509 of the same bytes and no more.
void read_certificate(benchmark::State& state) {
    const Bytes der = x509::pem_to_ders(test::vector_file("x509/leaf.pem")).front();
    compare(
        state, "openssl_d2i", [&] { benchmark::DoNotOptimize(x509::parse_der(der)); },
        [&] {
            const unsigned char* at = der.data();
            const Parsed parsed{d2i_X509(nullptr, &at, static_cast<long>(der.size())), &X509_free};
            require(parsed != nullptr, "the test certificate");
        });
}
BENCHMARK(read_certificate)->UseManualTime()->Unit(benchmark::kMicrosecond);

/// Taking in a PEM file of three certificates and a key, against PEM_read_bio of the same.
void read_pem(benchmark::State& state) {
    const std::string key = test::vector_file("x509/bundle/leaf.key");
    const std::string file = test::vector_file("x509/bundle/chain.pem") + key;
    compare(
        state, "openssl_pem", [&] { benchmark::DoNotOptimize(x509::read_file(as_bytes(file), "a.pem", {})); },
        [&] {
            const Input input{BIO_new_mem_buf(file.data(), static_cast<int>(file.size())), &BIO_free};
            for (int i = 0; i < 3; ++i) {
                const Parsed parsed{PEM_read_bio_X509(input.get(), nullptr, nullptr, nullptr), &X509_free};
                require(parsed != nullptr, "a certificate of the file");
            }
            const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> read{
                PEM_read_bio_PrivateKey(input.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free};
            require(read != nullptr, "the key of the file");
        });
}
BENCHMARK(read_pem)->UseManualTime()->Unit(benchmark::kMicrosecond);

/// Taking in a PKCS#12 file of the same, as Certwright writes it, against PKCS12_parse. Nearly all of either
/// is the derivation of keys from the password.
void read_pkcs12(benchmark::State& state) {
    const auto chain = x509::pem_to_ders(test::vector_file("x509/bundle/chain.pem"));
    const auto key = crypto::KeyPair::from_pem(test::vector_file("x509/bundle/leaf.key"));
    const Bytes file =
        x509::write_pkcs12({.leaf = chain[0], .issuers = {chain[1], chain[2]}, .key = &key, .alias = "leaf"},
                           Secret{"password"}, x509::Pkcs12Form::modern);
    std::vector<Secret> passwords;
    passwords.emplace_back("password");
    compare(
        state, "openssl_pkcs12", [&] { benchmark::DoNotOptimize(x509::read_file(file, "a.p12", passwords)); },
        [&] {
            const unsigned char* at = file.data();
            const std::unique_ptr<PKCS12, decltype(&PKCS12_free)> read{
                d2i_PKCS12(nullptr, &at, static_cast<long>(file.size())), &PKCS12_free};
            EVP_PKEY* read_key = nullptr;
            X509* leaf = nullptr;
            STACK_OF(X509)* issuers = nullptr;
            require(read && PKCS12_parse(read.get(), "password", &read_key, &leaf, &issuers) == 1,
                    "the PKCS#12 file");
            EVP_PKEY_free(read_key);
            X509_free(leaf);
            sk_X509_pop_free(issuers, X509_free);
        });
}
BENCHMARK(read_pkcs12)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace certwright::bench
