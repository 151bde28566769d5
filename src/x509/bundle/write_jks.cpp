#include "x509/bundle/write_jks.hpp"

#include "base/ascii.hpp"
#include "x509/bundle/java_key.hpp"
#include "x509/bundle/java_store.hpp"
#include "x509/bundle/store_password.hpp"
#include "x509/bundle/utf16.hpp"

#include <fmt/format.h>

#include <chrono>

namespace certwright::x509 {
namespace {

enum Tag : std::uint32_t { private_key_tag = 1, trusted_certificate_tag = 2 };

class JksOutput {
  public:
    explicit JksOutput(Time now)
        : milliseconds_(static_cast<std::uint64_t>(
              std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count())) {}

    void number(std::uint64_t value, int size = 4) {
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
            bytes_.push_back(static_cast<std::uint8_t>(value >> shift));
    }
    void text(std::string_view text) {
        const std::string modified = to_modified_utf8(text);
        number(modified.size(), 2);
        append(as_bytes(modified));
    }
    void counted(BytesView bytes) {
        number(bytes.size());
        append(bytes);
    }
    void begin_entry(Tag tag, std::string_view alias) {
        number(tag);
        text(alias);
        number(milliseconds_, 8);
    }
    void certificate(BytesView der) {
        text("X.509");
        counted(der);
    }
    void append(BytesView bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
    Bytes& bytes() { return bytes_; }

  private:
    std::uint64_t milliseconds_;
    Bytes bytes_;
};

void write_key(JksOutput& output, const Content& content, const std::string& alias, const Secret& password) {
    output.number(1);  // entry
    output.begin_entry(private_key_tag, alias);
    output.counted(seal_for_jks(content.key->to_pkcs8_der(), password.reveal()));
    output.number(1 + content.issuers.size());
    output.certificate(content.leaf);
    for (const Bytes& issuer : content.issuers) output.certificate(issuer);
}

void write_trusted(JksOutput& output, const Content& content, const std::string& alias) {
    output.number(1 + content.issuers.size());
    output.begin_entry(trusted_certificate_tag, alias);
    output.certificate(content.leaf);
    for (std::size_t i = 0; i < content.issuers.size(); ++i) {
        output.begin_entry(trusted_certificate_tag, fmt::format("{}-{}", alias, i + 2));
        output.certificate(content.issuers[i]);
    }
}

}  // namespace

Bytes write_jks(const Content& content, const Secret& password, Time now) {
    check(content);
    check_store_password(password);
    const std::string alias = content.alias.empty() ? "certificate" : ascii::lower(content.alias);
    JksOutput output{now};
    output.number(0xFEEDFEED);
    output.number(2);  // version
    content.key ? write_key(output, content, alias, password) : write_trusted(output, content, alias);
    output.append(java_store_digest(password.reveal(), output.bytes()));
    return std::move(output.bytes());
}

}  // namespace certwright::x509
