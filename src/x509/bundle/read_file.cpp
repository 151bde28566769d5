#include "x509/bundle/read_file.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/bundle/der_file.hpp"
#include "x509/bundle/der_shape.hpp"
#include "x509/bundle/intake.hpp"
#include "x509/bundle/java_store.hpp"
#include "x509/bundle/pem_file.hpp"
#include "x509/bundle/plain_text.hpp"
#include "x509/bundle/unknown_file.hpp"

#include <fmt/format.h>

namespace certwright::x509 {
namespace {

/// The file as it is, or what it stands for.
struct Unwrapped {
    BytesView bytes;
    std::optional<FileFormat> format;
    std::vector<Secret> made;  ///< what `bytes` may point into
};

std::optional<FileFormat> binary_format(BytesView bytes) {
    if (is_java_store(bytes)) return is_jceks(bytes) ? FileFormat::jceks : FileFormat::jks;
    switch (shape_of(bytes)) {
        case DerShape::certificate:
        case DerShape::crl:
            return FileFormat::der_certificate;
        case DerShape::request:
            return FileFormat::der_request;
        case DerShape::pkcs7:
            return FileFormat::pkcs7;
        case DerShape::pkcs12:
            return FileFormat::pkcs12;
        case DerShape::key:
        case DerShape::encrypted_key:
        case DerShape::public_key:
            return FileFormat::der_key;
        case DerShape::unknown:
            return std::nullopt;
    }
    return std::nullopt;
}

void replace(Unwrapped& file, std::optional<Secret> by) {
    if (!by) return;
    // Secrets of one size keep their bytes in one place only until they are moved, so the view comes last.
    file.made.push_back(std::move(*by));
    file.bytes = as_bytes(file.made.back().reveal());
}

Unwrapped unwrap(BytesView content) {
    Unwrapped file{.bytes = content, .format = binary_format(content), .made = {}};
    file.made.reserve(3);  // views into short secrets must not move
    if (file.format) return file;
    replace(file, from_utf16(file.bytes));
    if (auto inner = from_bare_base64(as_text(file.bytes))) {
        const BytesView bytes = as_bytes(inner->reveal());
        file.format = binary_format(bytes);
        if (file.format || holds_pem(as_text(bytes))) replace(file, std::move(inner));
    }
    if (file.format || !holds_pem(as_text(file.bytes))) return file;
    file.format = FileFormat::pem;
    replace(file, with_line_ends(as_text(file.bytes)));
    return file;
}

void read(Intake& intake, const Unwrapped& file, const std::string& name) {
    switch (*file.format) {
        case FileFormat::pem:
            return read_pem(intake, as_text(file.bytes), name);
        case FileFormat::jks:
        case FileFormat::jceks:
            return read_java_store(intake, file.bytes, name);
        case FileFormat::der_certificate:
        case FileFormat::der_key:
        case FileFormat::der_request:
        case FileFormat::pkcs7:
        case FileFormat::pkcs12:
            return read_structures(intake, file.bytes, {.place = name, .alias = {}});
    }
}

Material read_content(BytesView content, std::string_view name, const std::vector<Secret>& passwords,
                      const ReadLimits& limits) {
    if (content.size() > max_file_size)
        throw Error{Fault::invalid, fmt::format("{} bytes are more than {}", content.size(), max_file_size)};
    Intake intake{Passwords{passwords, limits.work}};
    const Unwrapped file = unwrap(content);
    if (!file.format) throw unknown_file(file.bytes);
    read(intake, file, std::string{name});
    Material material = intake.finish();
    if (!material.empty()) return material;
    if (material.flaws.empty()) throw Error{Fault::invalid, "it holds no certificate, key or request"};
    throw Error{Fault::invalid, material.flaws.front().problem, material.flaws.front().hint};
}

}  // namespace

std::optional<FileFormat> format_of(BytesView content) {
    return unwrap(content).format;
}

Material read_file(BytesView content, std::string_view name, const std::vector<Secret>& passwords,
                   const ReadLimits& limits) {
    try {
        return read_content(content, name, passwords, limits);
    } catch (Error& error) {
        throw std::move(error).within(fmt::format("cannot read {}", in_quotes(name)));
    }
}

}  // namespace certwright::x509
