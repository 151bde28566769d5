#pragma once

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/time.hpp"
#include "sandbox/auth/policy.hpp"
#include "sandbox/dns/zone.hpp"
#include "sandbox/state/described.hpp"
#include "sandbox/state/kinds.hpp"
#include "sandbox/world/shared_text.hpp"

#include <boost/mp11/algorithm.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace certwright::sandbox::state {

/// Reads what StateWriter wrote. Members that are missing and members that are too many are refused: the file
/// is of another version then, and what it says would be lost. Throws Fault::invalid, naming the place.
class StateReader {
  public:
    explicit StateReader(std::vector<SharedText> texts) : texts_(std::move(texts)) {}

    template <Described T>
    void read(const json::value& from, T& into) const {
        static_assert(is_wholly_described<T>, "BOOST_DESCRIBE_STRUCT misses a member: it would not be read");
        const auto& object = object_of(from);
        std::size_t known = 0;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            read_member(object, member.name, into.*member.pointer);
            ++known;
        });
        if (object.size() != known) refuse_others(object, names_of<T>());
    }
    template <class T>
        requires(!Described<T>)
    void read(const json::value& from, T& into) const {
        if constexpr (is_text_map<T>) {
            for (const auto& entry : object_of(from)) {
                typename T::mapped_type value{};
                read_at(entry.key(), entry.value(), value);
                into.emplace_hint(into.end(), std::string{entry.key()}, std::move(value));
            }
        } else if constexpr (is_pair_map<T>) {
            for (const auto& entry : array_of(from)) {
                std::pair<typename T::key_type, typename T::mapped_type> value{};
                read(entry, value);
                into.emplace_hint(into.end(), std::move(value));
            }
        } else if constexpr (is_list<T>) {
            for (const auto& element : array_of(from)) {
                typename T::value_type value{};
                read(element, value);
                into.insert(into.end(), std::move(value));
            }
        } else if constexpr (is_pair<T>) {
            const auto& both = array_of(from);
            if (both.size() != 2) refuse_kind("a pair");
            read(both[0], into.first);
            read(both[1], into.second);
        } else if constexpr (is_optional<T>) {
            into.reset();
            if (!from.is_null()) read(from, into.emplace());
        } else if constexpr (std::is_enum_v<T>) {
            std::underlying_type_t<T> number{};
            read(from, number);
            into = static_cast<T>(number);
        } else if constexpr (std::is_integral_v<T>) {
            const auto number = integer_of(from);
            if (!std::in_range<T>(number)) refuse_kind("a smaller number");
            into = static_cast<T>(number);
        } else {
            static_assert(is_never<T>, "state has a member of a kind that cannot be read");
        }
    }
    void read(const json::value& from, std::string& into) const;
    void read(const json::value& from, bool& into) const;
    void read(const json::value& from, double& into) const;
    void read(const json::value& from, Time& into) const { into = from_micros(integer_of(from)); }
    void read(const json::value& from, Duration& into) const { into = Duration{integer_of(from)}; }
    void read(const json::value& from, SharedText& into) const;
    void read(const json::value& from, std::shared_ptr<const Policy>& into) const;
    void read(const json::value& from, Zone& into) const;

    /// The member of that name, which must be there.
    template <class T>
    void read_member(const json::object& from, std::string_view name, T& into) const {
        const auto* found = from.if_contains(name);
        if (found == nullptr) throw Error{Fault::invalid, "there is no \"" + std::string{name} + "\""};
        read_at(name, *found, into);
    }
    static const json::object& object_of(const json::value& from);

  private:
    template <class T>
    void read_at(std::string_view name, const json::value& from, T& into) const {
        try {
            read(from, into);
        } catch (Error& problem) {
            throw std::move(problem).within(name);
        }
    }
    template <Described T>
    static std::vector<std::string_view> names_of() {
        std::vector<std::string_view> names;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) { names.push_back(member.name); });
        return names;
    }
    [[noreturn]] static void refuse_kind(std::string_view wanted);
    [[noreturn]] static void refuse_others(const json::object& from,
                                           const std::vector<std::string_view>& known);
    static const json::array& array_of(const json::value& from);
    static std::int64_t integer_of(const json::value& from);

    std::vector<SharedText> texts_;
};

}  // namespace certwright::sandbox::state
