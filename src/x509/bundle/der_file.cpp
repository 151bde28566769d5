#include "x509/bundle/der_file.hpp"

#include "x509/bundle/der_shape.hpp"
#include "x509/bundle/pkcs12_file.hpp"
#include "x509/bundle/pkcs7_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

bool is_padding(BytesView bytes) {
    return std::ranges::all_of(
        bytes, [](std::uint8_t byte) { return byte == 0 || byte == '\n' || byte == '\r' || byte == ' '; });
}

std::size_t missing_bytes(BytesView der) {
    const auto whole = first_element(der);
    return whole ? whole->missing : 0;
}

}  // namespace

void read_structure(Intake& intake, BytesView der, const Origin& origin) {
    const DerShape shape = shape_of(der);
    if (const std::size_t missing = missing_bytes(der); shape != DerShape::unknown && missing > 0)
        return intake.add_flaw(origin.place, fmt::format("it is cut off: {} bytes are missing", missing),
                               "copy the whole file, in binary");
    switch (shape) {
        case DerShape::certificate:
            return intake.add_certificate(der, origin);
        case DerShape::request:
            return intake.add_request(der, origin);
        case DerShape::key:
            return intake.add_key(der, origin);
        case DerShape::encrypted_key:
            return intake.add_encrypted_key(der, origin);
        case DerShape::pkcs7:
            return read_pkcs7(intake, der, origin.place);
        case DerShape::pkcs12:
            return read_pkcs12(intake, der, origin.place);
        case DerShape::crl:
            return intake.add_flaw(origin.place, "it is a certificate revocation list",
                                   "give the certificate itself");
        case DerShape::public_key:
            return intake.add_flaw(origin.place, "it is a public key alone",
                                   "give the private key, or the certificate");
        case DerShape::unknown:
            return intake.add_flaw(origin.place, "it is no structure known here",
                                   "give certificates, keys, requests, PKCS#7 or PKCS#12");
    }
}

void read_structures(Intake& intake, BytesView der, const Origin& origin) {
    while (!der.empty()) {
        const auto whole = first_element(der);
        const std::size_t size = whole ? der.size() - whole->rest.size() : der.size();
        read_structure(intake, der.first(size), origin);
        der = der.subspan(size);
        if (is_padding(der)) return;
        if (shape_of(der) == DerShape::unknown)
            return intake.add_flaw(origin.place,
                                   fmt::format("{} bytes follow that are nothing known here", der.size()));
    }
}

}  // namespace certwright::x509
