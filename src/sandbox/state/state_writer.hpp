#pragma once

#include "base/time.hpp"
#include "sandbox/auth/policy.hpp"
#include "sandbox/dns/zone.hpp"
#include "sandbox/state/described.hpp"
#include "sandbox/state/kinds.hpp"
#include "sandbox/world/shared_text.hpp"

#include <boost/mp11/algorithm.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace certwright::sandbox::state {

/// Writes values as JSON, straight into a text: structs by their described members, maps by text as objects,
/// other maps as lists of pairs, times in microseconds since 1970, spans in microseconds, policies by their
/// text. A shared text becomes a number; texts() tells what the numbers stand for.
class StateWriter {
  public:
    template <Described T>
    void write(const T& value) {
        static_assert(is_wholly_described<T>, "BOOST_DESCRIBE_STRUCT misses a member: it would not be saved");
        char before = '{';
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            write_name(before, member.name);
            write(value.*member.pointer);
            before = ',';
        });
        out_ += before == '{' ? "{}" : "}";
    }
    template <class T>
        requires(!Described<T>)
    void write(const T& value) {
        if constexpr (is_text_map<T>) {
            write_each('{', '}', value, [this](const auto& entry) {
                write(entry.first);
                out_ += ':';
                write(entry.second);
            });
        } else if constexpr (is_pair_map<T> || is_list<T>) {
            write_each('[', ']', value, [this](const auto& element) { this->write(element); });
        } else if constexpr (is_pair<T>) {
            out_ += '[';
            write(value.first);
            out_ += ',';
            write(value.second);
            out_ += ']';
        } else if constexpr (is_optional<T>) {
            value ? write(*value) : write_null();
        } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
            write_integer(static_cast<std::int64_t>(value));
        } else {
            static_assert(is_never<T>, "state has a member of a kind that cannot be saved");
        }
    }
    void write(const std::string& text);
    void write(bool value) { out_ += value ? "true" : "false"; }
    void write(double number);
    void write(Time time) { write_integer(to_micros(time)); }
    void write(Duration span) { write_integer(span.count()); }
    void write(const SharedText& text);
    void write(const std::shared_ptr<const Policy>& policy);
    void write(const Zone& zone);

    void write_null() { out_ += "null"; }
    /// `before` is what stands between it and what was written: a brace or a comma.
    void write_name(char before, std::string_view name);
    void raw(std::string_view text) { out_ += text; }

    const std::vector<SharedText>& texts() const noexcept { return texts_; }
    std::string take() { return std::move(out_); }

  private:
    template <class Values, class Each>
    void write_each(char open, char close, const Values& values, Each each) {
        out_ += open;
        bool first = true;
        for (const auto& value : values) {
            if (!first) out_ += ',';
            first = false;
            each(value);
        }
        out_ += close;
    }
    void write_integer(std::int64_t number);

    std::string out_;
    std::vector<SharedText> texts_;
    std::unordered_map<const std::string*, std::size_t> numbers_;
};

}  // namespace certwright::sandbox::state
