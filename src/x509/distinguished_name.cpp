#include "x509/distinguished_name.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "crypto/der.hpp"
#include "crypto/failure.hpp"
#include "x509/names.hpp"
#include "x509/object_id.hpp"

#include <fmt/format.h>
#include <openssl/x509.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_attributes = 50;
constexpr std::size_t max_name_size = 256 * 1024;  // of a whole certificate
constexpr std::size_t max_value_size = 4096;       // for types without a limit of their own
constexpr std::size_t max_type_size = 79;          // of an OID: OpenSSL shows longer ones cut

[[noreturn]] void refuse_attribute(const NameAttribute& attribute, std::string_view problem) {
    throw Error{Fault::invalid,
                fmt::format("cannot write {}={} in a name: {}", in_quotes(attribute.type),
                            in_quotes(attribute.value), problem),
                "C is a country in two letters, CN has at most 64 characters, and all values are plain text"};
}

bool is_plain_text(std::string_view value) {
    return is_utf8(value) && std::ranges::none_of(value, [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte < 0x20 || byte == 0x7f;
           });
}

void add(X509_NAME* name, const NameAttribute& attribute) {
    if (attribute.type.size() > max_type_size) refuse_attribute(attribute, "the type is too long");
    const ObjectId type = parse_oid_or_name(attribute.type);
    const std::string& value = attribute.value;
    if (value.empty()) refuse_attribute(attribute, "the value is empty");
    if (value.size() > max_value_size) refuse_attribute(attribute, "the value is too long");
    if (!is_plain_text(value))
        refuse_attribute(attribute, "the value is not UTF-8 without control characters");
    const crypto::QuietErrors quiet;
    if (X509_NAME_add_entry_by_OBJ(name, type.get(), MBSTRING_UTF8, as_bytes(value).data(),
                                   static_cast<int>(value.size()), -1, 0) != 1)
        refuse_attribute(attribute, crypto::openssl_reason("not possible"));
}

}  // namespace

void NameRelease::operator()(X509_NAME* name) const noexcept {
    X509_NAME_free(name);
}

NativeName native_name(const DistinguishedName& name) {
    if (name.size() > max_attributes)
        throw Error{Fault::invalid, fmt::format("cannot write a name of {} attributes: the limit is {}",
                                                name.size(), max_attributes)};
    NativeName native{X509_NAME_new()};
    crypto::require(native != nullptr, "make a name");
    for (const NameAttribute& attribute : name) add(native.get(), attribute);
    return native;
}

NativeName decode_name(BytesView der) {
    return crypto::decode_der<NativeName, d2i_X509_NAME>(
        der, {.name = "a name", .hint = "give a distinguished name in DER", .max_size = max_name_size});
}

DistinguishedName name_parts(const X509_NAME* name) {
    DistinguishedName parts;
    for (int i = 0; i < X509_NAME_entry_count(name); ++i) {
        const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
        const std::string type = short_name(X509_NAME_ENTRY_get_object(entry));
        auto value = utf8_of(X509_NAME_ENTRY_get_data(entry));
        if (!value || !is_plain_text(*value))
            throw Error{Fault::invalid,
                        fmt::format("cannot read the {} of a name: it is no plain text", type)};
        parts.push_back({type, *std::move(value)});
    }
    return parts;
}

}  // namespace certwright::x509
