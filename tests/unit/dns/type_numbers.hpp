#pragma once

namespace certwright::dns {

/// Types of records as messages carry them (IANA's registry of DNS parameters).
inline constexpr unsigned a = 1, ns = 2, cname = 5, soa = 6, txt = 16, caa = 257;

}  // namespace certwright::dns
