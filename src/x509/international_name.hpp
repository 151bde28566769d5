#pragma once

#include <string>
#include <string_view>

/// Names of hosts as people write them, in the letters that certificates hold.
namespace certwright::x509 {

/// In lower case, each international label as its A-label (RFC 5891; UTS 46 maps what people type): "xn--…".
/// A star for the whole leftmost label stays. Throws Fault::invalid, saying which rule the name breaks.
std::string to_dns_name(std::string_view name);
/// The same for the host of an e-mail address; what stands before the at sign stays as it is.
std::string to_email_address(std::string_view address);

}  // namespace certwright::x509
