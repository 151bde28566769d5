#include "x509/international_name.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/name_syntax.hpp"

#include <fmt/format.h>
#include <idn2.h>

#include <algorithm>
#include <memory>

namespace certwright::x509 {
namespace {

constexpr std::string_view a_label_prefix = "xn--";

struct IdnText {
    void operator()(char* text) const noexcept { idn2_free(text); }
};

bool is_ascii(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::string to_a_labels(const std::string& name) {
    char* converted = nullptr;
    const int result = idn2_to_ascii_8z(name.c_str(), &converted, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    const std::unique_ptr<char, IdnText> owner{converted};
    if (result != IDN2_OK)
        throw Error{
            Fault::invalid,
            fmt::format("{} is no international DNS name: {}", in_quotes(name), idn2_strerror(result)),
            "write it as its registrar does, or as xn--…"};
    return converted;
}

}  // namespace

std::string to_dns_name(std::string_view name) {
    const std::string_view star = name.starts_with("*.") ? name.substr(0, 2) : std::string_view{};
    std::string host = ascii::lower(name.substr(star.size()));
    // Plain names are not given to IDNA, which knows no underscores.
    if (is_storable_text(host) && (!is_ascii(host) || host.find(a_label_prefix) != std::string::npos))
        host = to_a_labels(host);
    std::string whole = std::string{star} + host;
    check_dns_name(whole);
    return whole;
}

std::string to_email_address(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == std::string_view::npos || is_ascii(address.substr(at + 1))) {
        check_email(address);
        return std::string{address};
    }
    std::string whole = std::string{address.substr(0, at + 1)} + to_dns_name(address.substr(at + 1));
    check_email(whole);
    return whole;
}

}  // namespace certwright::x509
