#include "sandbox/wire/xml_codec.hpp"

#include "base/json.hpp"
#include "sandbox/wire/scalar.hpp"
#include "sandbox/wire/service_error.hpp"

#include <pugixml.hpp>

namespace certwright::sandbox {
namespace {

json::value decode_member(const Member& member, const Shape& shape, const pugi::xml_node& parent);

bool is_flat(const Member& member, const Shape& shape) {
    return member.flattened || shape.flattened;
}

/// The elements of a list: children of its own element, or, flattened, siblings of one name.
json::array decode_list(const Member& member, const Shape& shape, const pugi::xml_node& parent) {
    const bool flat = is_flat(member, shape);
    const std::string& name = flat ? member.wire_name() : shape.element.wire_name();
    const pugi::xml_node from = flat ? parent : parent.child(member.wire_name().c_str());
    json::array out;
    for (const auto& element : from.children(name.c_str())) {
        if (shape.element.shape->kind == Kind::structure) {
            out.push_back(decode_xml(*shape.element.shape, element));
        } else {
            out.push_back(decode_scalar(*shape.element.shape, element.text().get()));
        }
    }
    return out;
}

json::value decode_member(const Member& member, const Shape& shape, const pugi::xml_node& parent) {
    switch (shape.kind) {
        case Kind::structure:
            return decode_xml(shape, parent.child(member.wire_name().c_str()));
        case Kind::list:
            return decode_list(member, shape, parent);
        case Kind::map:
            throw ServiceError{"MalformedXML", "a map is not expected here"};
        case Kind::text:
        case Kind::integer:
        case Kind::real:
        case Kind::boolean:
        case Kind::blob:
        case Kind::timestamp:
            break;
    }
    return decode_scalar(shape, parent.child(member.wire_name().c_str()).text().get());
}

class Encoder {
  public:
    void structure(const Shape& shape, const json::object& from, pugi::xml_node into) const {
        for (const auto& [name, value] : from) shape.at(name);
        // Clients that read XML by position are many: the model's order is AWS's.
        for (const auto& member : shape.members) {
            const auto* value = json::find(from, member.name);
            if (value == nullptr || member.location != Location::body) continue;
            if (member.xml_attribute) {
                into.append_attribute(member.wire_name().c_str()) = scalar(*member.shape, *value).c_str();
            } else {
                encode(member, *member.shape, *value, into);
            }
        }
    }

  private:
    std::string scalar(const Shape& shape, const json::value& value) const {
        return encode_scalar(shape, value, TimestampFormat::iso8601);
    }

    void encode(const Member& member, const Shape& shape, const json::value& value,
                pugi::xml_node into) const {
        if (shape.kind == Kind::list) return list(member, shape, value.as_array(), into);
        if (shape.kind == Kind::map) return map(member, shape, value.as_object(), into);
        element(member.wire_name(), member.xml_namespace, shape, value, into);
    }

    void element(const std::string& name, const std::string& space, const Shape& shape,
                 const json::value& value, pugi::xml_node into) const {
        auto made = into.append_child(name.c_str());
        if (!space.empty()) made.append_attribute("xmlns") = space.c_str();
        if (shape.kind == Kind::structure) return structure(shape, value.as_object(), made);
        made.text().set(scalar(shape, value).c_str());
    }

    void list(const Member& member, const Shape& shape, const json::array& array, pugi::xml_node into) const {
        const bool flat = is_flat(member, shape);
        const std::string& name = flat ? member.wire_name() : shape.element.wire_name();
        pugi::xml_node parent = flat ? into : into.append_child(member.wire_name().c_str());
        for (const auto& each : array) element(name, "", *shape.element.shape, each, parent);
    }

    void map(const Member& member, const Shape& shape, const json::object& object,
             pugi::xml_node into) const {
        const bool flat = is_flat(member, shape);
        pugi::xml_node parent = flat ? into : into.append_child(member.wire_name().c_str());
        for (const auto& [key, value] : object) {
            auto entry = parent.append_child(flat ? member.wire_name().c_str() : "entry");
            element(shape.key.location_name.empty() ? "key" : shape.key.location_name, "", *shape.key.shape,
                    json::value(key), entry);
            element(shape.element.wire_name(), "", *shape.element.shape, value, entry);
        }
    }
};

}  // namespace

json::object decode_xml(const Shape& shape, const pugi::xml_node& from) {
    json::object out;
    for (const auto& member : shape.members) {
        if (member.location != Location::body) continue;
        if (member.xml_attribute) {
            const auto attribute = from.attribute(member.wire_name().c_str());
            if (attribute) out.emplace(member.name, decode_scalar(*member.shape, attribute.value()));
        } else if (from.child(member.wire_name().c_str())) {
            out.emplace(member.name, decode_member(member, *member.shape, from));
        }
    }
    return out;
}

void encode_xml(const Shape& shape, const json::object& output, pugi::xml_node into) {
    Encoder{}.structure(shape, output, into);
}

}  // namespace certwright::sandbox
