#pragma once

#include "base/bytes.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace certwright::test {

/// A DNS message put together by hand, right or wrong (RFC 1035 section 4).
class DnsMessage {
  public:
    struct Flags {
        bool answer = false;
        bool authoritative = false;
        bool truncated = false;
        bool recursion_available = false;
        int code = 0;
        int operation = 0;
    };
    enum class Section { question = 0, answer = 1, authority = 2, additional = 3 };

    DnsMessage(std::uint16_t id, Flags flags) {
        const unsigned bits = (flags.answer ? 0x8000u : 0u) | static_cast<unsigned>(flags.operation) << 11 |
                              (flags.authoritative ? 0x0400u : 0u) | (flags.truncated ? 0x0200u : 0u) |
                              0x0100u | (flags.recursion_available ? 0x0080u : 0u) |
                              static_cast<unsigned>(flags.code);
        put16(id);
        put16(bits);
        bytes_.resize(12);
    }

    DnsMessage& question(std::string_view name, unsigned type, unsigned of_class = 1) {
        put(wire(name));
        put16(type);
        put16(of_class);
        return count(Section::question);
    }
    DnsMessage& record(Section section, std::string_view name, unsigned type, const Bytes& data,
                       unsigned of_class = 1) {
        put(wire(name));
        put16(type);
        put16(of_class);
        put16(0);
        put16(300);  // the time to live
        put16(static_cast<unsigned>(data.size()));
        put(data);
        return count(section);
    }
    DnsMessage& answer(std::string_view name, unsigned type, const Bytes& data) {
        return record(Section::answer, name, type, data);
    }
    DnsMessage& authority(std::string_view name, unsigned type, const Bytes& data) {
        return record(Section::authority, name, type, data);
    }
    const Bytes& bytes() const { return bytes_; }

    /// "a.b" as its labels with their lengths and the root's.
    static Bytes wire(std::string_view name) {
        Bytes bytes;
        while (!name.empty()) {
            const std::string_view label = name.substr(0, name.find('.'));
            bytes.push_back(static_cast<std::uint8_t>(label.size()));
            bytes.insert(bytes.end(), label.begin(), label.end());
            name.remove_prefix(std::min(label.size() + 1, name.size()));
        }
        bytes.push_back(0);
        return bytes;
    }
    static Bytes soa(std::string_view host) {
        Bytes bytes = wire(host);
        const Bytes mailbox = wire("hostmaster");
        bytes.insert(bytes.end(), mailbox.begin(), mailbox.end());
        bytes.resize(bytes.size() + 20);
        return bytes;
    }

  private:
    void put(const Bytes& more) { bytes_.insert(bytes_.end(), more.begin(), more.end()); }
    void put16(unsigned value) {
        bytes_.push_back(static_cast<std::uint8_t>(value >> 8));
        bytes_.push_back(static_cast<std::uint8_t>(value));
    }
    DnsMessage& count(Section section) {
        ++bytes_[5 + 2 * static_cast<std::size_t>(section)];
        return *this;
    }

    Bytes bytes_;
};

}  // namespace certwright::test
