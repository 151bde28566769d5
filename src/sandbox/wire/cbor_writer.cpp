#include "sandbox/wire/cbor_writer.hpp"

#include "base/error.hpp"

#include <cbor.h>

#include <array>

namespace certwright::sandbox {

/// The first byte and at most eight more.
template <class Encode>
void CborWriter::head(Encode encode) {
    std::array<unsigned char, 9> buffer{};
    const std::size_t size = encode(buffer.data(), buffer.size());
    ensure(size > 0, "CBOR could not be written");
    out_.append(reinterpret_cast<const char*>(buffer.data()), size);
}

void CborWriter::integer(std::int64_t value) {
    head([&](unsigned char* to, std::size_t size) {
        if (value >= 0) return cbor_encode_uint(static_cast<std::uint64_t>(value), to, size);
        return cbor_encode_negint(static_cast<std::uint64_t>(-1 - value), to, size);
    });
}

void CborWriter::real(double value) {
    head([&](unsigned char* to, std::size_t size) { return cbor_encode_double(value, to, size); });
}

void CborWriter::bytes(std::string_view value) {
    head([&](unsigned char* to, std::size_t size) {
        return cbor_encode_bytestring_start(value.size(), to, size);
    });
    out_ += value;
}

void CborWriter::text(std::string_view value) {
    head([&](unsigned char* to, std::size_t size) {
        return cbor_encode_string_start(value.size(), to, size);
    });
    out_ += value;
}

void CborWriter::boolean(bool value) {
    head([&](unsigned char* to, std::size_t size) { return cbor_encode_bool(value, to, size); });
}

void CborWriter::nothing() {
    head([](unsigned char* to, std::size_t size) { return cbor_encode_null(to, size); });
}

void CborWriter::list(std::size_t length) {
    head([&](unsigned char* to, std::size_t size) { return cbor_encode_array_start(length, to, size); });
}

void CborWriter::map(std::size_t length) {
    head([&](unsigned char* to, std::size_t size) { return cbor_encode_map_start(length, to, size); });
}

void CborWriter::tag(std::uint64_t number) {
    head([&](unsigned char* to, std::size_t size) { return cbor_encode_tag(number, to, size); });
}

}  // namespace certwright::sandbox
