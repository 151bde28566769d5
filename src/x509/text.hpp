#pragma once

#include <string>
#include <string_view>

/// Text from inside certificates: made by anybody, shown to everybody.
namespace certwright::x509 {

/// A name that compares safely: control characters, backslashes and, where the whole is not UTF-8,
/// every byte from 0x80 become `\XX` (RFC 4514 section 2.4). So "good.example\0.evil.example" is
/// nobody's host name.
std::string escaped(std::string_view bytes);

/// Text for reading: control characters other than line feeds and, where the whole is not UTF-8,
/// every byte from 0x80 become dots, as OpenSSL's own dumps do; surrounding white space is dropped and
/// the whole is cut before `limit` bytes, never inside a character.
std::string readable(std::string_view bytes, std::size_t limit);

}  // namespace certwright::x509
