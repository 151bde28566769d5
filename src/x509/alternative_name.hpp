#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

// OpenSSL's own names, so that its headers stay in the sources.
typedef struct GENERAL_NAME_st GENERAL_NAME;
struct stack_st_GENERAL_NAME;

namespace certwright::x509 {

/// A name that hosts and people go by (RFC 5280 section 4.2.1.6).
struct AlternativeName {
    enum class Kind { dns, ip, email, uri };
    Kind kind = Kind::dns;
    std::string value;  ///< an address as inet_ntop writes it; international names in punycode

    bool operator==(const AlternativeName&) const = default;
};
std::string_view to_string(AlternativeName::Kind kind);

struct GeneralNameRelease {
    void operator()(GENERAL_NAME* name) const noexcept;
    void operator()(stack_st_GENERAL_NAME* names) const noexcept;
};
using GeneralName = std::unique_ptr<GENERAL_NAME, GeneralNameRelease>;
using GeneralNames = std::unique_ptr<stack_st_GENERAL_NAME, GeneralNameRelease>;

/// Throws Fault::invalid for what clients would not understand: a DNS name that is not letters, digits,
/// hyphens and underscores between dots, with a star for whole labels at most, in 253 characters; no
/// address; an e-mail address or URI with other than visible ASCII.
GeneralName general_name(const AlternativeName& name);
GeneralNames general_names(const std::vector<AlternativeName>& names);

/// A name for name constraints (section 4.2.1.10): hosts may begin with a dot, an e-mail address may be a
/// host alone, an address has a prefix length: "10.0.0.0/8". Throws Fault::invalid.
GeneralName constraint(const AlternativeName& name);

/// The name as it is shown; nothing for the kinds that AlternativeName does not have.
std::vector<AlternativeName> alternative_names(const stack_st_GENERAL_NAME* names);

}  // namespace certwright::x509
