// How a Schema is written into the OpenAPI document; schema.cpp has how it judges.
#include "base/json.hpp"
#include "http/schema.hpp"

namespace certwright::http {

json::value Schema::render(json::object& components) const {
    if (name_.empty()) return render_plain(components);
    Schema whole = *this;
    whole.nullable_ = false;
    whole.description_.clear();  // belongs to the place, not to the component
    const json::value rendered = whole.render_plain(components);
    const auto [component, is_new] = components.emplace(name_, rendered);
    ensure(is_new || component->value() == rendered, "two shapes of one component: " + name_);
    const json::object reference{{"$ref", "#/components/schemas/" + name_}};
    if (!nullable_) return reference;
    return json::object{{"anyOf", json::array{reference, json::object{{"type", "null"}}}}};
}

json::object Schema::render_plain(json::object& components) const {
    json::object written;
    if (kind_ != Kind::any) {
        if (nullable_)
            written["type"] = json::array{to_string(kind_), "null"};
        else
            written["type"] = to_string(kind_);
    }
    if (!description_.empty()) written["description"] = description_;
    if (!format_.empty()) written["format"] = format_;
    if (!example_.empty()) written["examples"] = json::array{json::value(example_)};
    if (!values_.empty()) {
        json::array values = json::from_texts(values_);
        if (nullable_) values.push_back(nullptr);
        written["enum"] = std::move(values);
    }
    const auto bounds = [&](std::string_view least, std::string_view most) {
        if (least_) written[least] = *least_;
        if (most_) written[most] = *most_;
    };
    switch (kind_) {
        case Kind::any:
        case Kind::boolean:
            break;
        case Kind::string:
            bounds("minLength", "maxLength");
            break;
        case Kind::integer:
        case Kind::number:
            bounds("minimum", "maximum");
            break;
        case Kind::array:
            bounds("minItems", "maxItems");
            written["items"] = element_.front().render(components);
            break;
        case Kind::map:
            bounds("minProperties", "maxProperties");
            written["additionalProperties"] = element_.front().render(components);
            break;
        case Kind::object: {
            json::object properties;
            json::array required;
            for (const Property& property : properties_) {
                properties[property.name] = property.schema.render(components);
                if (property.required) required.push_back(json::value(property.name));
            }
            written["properties"] = std::move(properties);
            if (!required.empty()) written["required"] = std::move(required);
            break;
        }
    }
    return written;
}

}  // namespace certwright::http
