#include "x509/object_id.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "crypto/failure.hpp"

#include <fmt/format.h>
#include <openssl/objects.h>

#include <array>

namespace certwright::x509 {
namespace {

constexpr std::size_t longest_oid = 128;  // OpenSSL's work grows with the square of a number's digits

/// OpenSSL ends a text at a NUL, reads a missing number as 0, and takes spaces for dots.
bool is_name_or_dotted(std::string_view text) {
    if (text.find('\0') != text.npos) return false;
    const bool is_name = text.empty() || text.front() < '0' || text.front() > '9';
    const bool is_hollow = text.find("..") != text.npos || text.ends_with('.');
    return is_name || (!is_hollow && text.find_first_not_of("0123456789.") == text.npos);
}

ObjectId object_of(std::string_view text, bool only_dotted, std::string_view hint) {
    const crypto::QuietErrors quiet;
    ObjectId object;
    if (text.size() <= longest_oid && is_name_or_dotted(text))
        object.reset(OBJ_txt2obj(std::string{text}.c_str(), only_dotted ? 1 : 0));
    if (!object)
        throw Error{Fault::invalid, fmt::format("{} is no object identifier", in_quotes(text)),
                    std::string{hint}};
    return object;
}

}  // namespace

void ObjectIdRelease::operator()(ASN1_OBJECT* object) const noexcept {
    ASN1_OBJECT_free(object);
}

ObjectId parse_oid(std::string_view text) {
    return object_of(text, /*only_dotted=*/true,
                     "write it with numbers and dots, for example 1.3.6.1.5.5.7.3.1");
}

ObjectId parse_oid_or_name(std::string_view text) {
    return object_of(text, /*only_dotted=*/false,
                     "write a name such as CN, O or serialNumber, or an OID such as 2.5.4.3");
}

std::string dotted(const ASN1_OBJECT* object) {
    std::array<char, 256> text{};
    OBJ_obj2txt(text.data(), text.size(), object, 1);
    return text.data();
}

std::string short_name(const ASN1_OBJECT* object) {
    const int nid = OBJ_obj2nid(object);
    return nid == NID_undef ? dotted(object) : OBJ_nid2sn(nid);
}

}  // namespace certwright::x509
