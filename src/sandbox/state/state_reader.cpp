#include "sandbox/state/state_reader.hpp"

#include <algorithm>
#include <chrono>

namespace certwright::sandbox::state {

void StateReader::refuse_kind(std::string_view wanted) {
    throw Error{Fault::invalid, "it should be " + std::string{wanted}};
}

void StateReader::refuse_others(const json::object& from, const std::vector<std::string_view>& known) {
    for (const auto& member : from) {
        const std::string_view name = member.key();
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw Error{Fault::invalid, "\"" + std::string{name} + "\" is not understood"};
    }
    throw Error{Fault::invalid, "a member is there twice"};
}

const json::object& StateReader::object_of(const json::value& from) {
    if (!from.is_object()) refuse_kind("an object");
    return from.get_object();
}

const json::array& StateReader::array_of(const json::value& from) {
    if (!from.is_array()) refuse_kind("a list");
    return from.get_array();
}

std::int64_t StateReader::integer_of(const json::value& from) {
    if (!from.is_int64()) refuse_kind("an integer");
    return from.get_int64();
}

void StateReader::read(const json::value& from, std::string& into) const {
    if (!from.is_string()) refuse_kind("a text");
    into = from.get_string();
}

void StateReader::read(const json::value& from, bool& into) const {
    if (!from.is_bool()) refuse_kind("true or false");
    into = from.get_bool();
}

void StateReader::read(const json::value& from, double& into) const {
    if (!from.is_number()) refuse_kind("a number");
    into = from.to_number<double>();
}

void StateReader::read(const json::value& from, SharedText& into) const {
    into = {};
    if (from.is_null()) return;
    const auto number = integer_of(from);
    if (!std::in_range<std::size_t>(number) || static_cast<std::size_t>(number) >= texts_.size())
        refuse_kind("the number of a text");
    into = texts_[static_cast<std::size_t>(number)];
}

void StateReader::read(const json::value& from, std::shared_ptr<const Policy>& into) const {
    into = nullptr;
    if (from.is_null()) return;
    const auto& texts = array_of(from);
    for (auto each = texts.rbegin(); each != texts.rend(); ++each) {
        std::string text;
        read(*each, text);
        const auto policy = Policy::parse(text);
        into = std::make_shared<const Policy>(into ? policy.limited_by(into) : policy);
    }
}

void StateReader::read(const json::value& from, Zone& into) const {
    const auto& object = object_of(from);
    std::string origin;
    read_member(object, "origin", origin);
    into = Zone{dns::Name::parse(origin)};
    const auto* records = object.if_contains("records");
    if (records == nullptr) refuse_kind("a zone with records");
    for (const auto& each : array_of(*records)) {
        const auto& record = object_of(each);
        std::string name;
        std::string type;
        std::int64_t ttl = 0;
        std::vector<std::string> values;
        read_member(record, "name", name);
        read_member(record, "type", type);
        read_member(record, "ttl", ttl);
        read_member(record, "values", values);
        const auto known = dns::record_type(type);
        if (!known) throw Error{Fault::invalid, "there is no type of records \"" + type + "\""};
        into.put_written(dns::Name::parse(name), *known, {std::chrono::seconds{ttl}, std::move(values)});
    }
}

}  // namespace certwright::sandbox::state
