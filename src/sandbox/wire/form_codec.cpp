#include "sandbox/wire/form_codec.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "net/url.hpp"
#include "sandbox/wire/scalar.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <cctype>
#include <optional>

namespace certwright::sandbox {
namespace {

/// No list or map that AWS takes in a form is longer; a larger index is an attack or a mistake.
constexpr int most_elements = 10'000;

class Decoder {
  public:
    Decoder(const Form& form, Protocol protocol) : form_(form), protocol_(protocol) {}

    json::object structure(const Shape& shape, const std::string& prefix) const {
        json::object out;
        for (const auto& member : shape.members) {
            if (auto value = decode(member, *member.shape, prefix + field_name(member))) {
                out.emplace(member.name, *std::move(value));
            }
        }
        return out;
    }

  private:
    /// EC2 has names of its own for requests (Smithy's ec2QueryName), else the capitalised wire name.
    std::string field_name(const Member& member) const {
        if (protocol_ != Protocol::ec2) return member.wire_name();
        if (!member.query_name.empty()) return member.query_name;
        std::string name = member.wire_name();
        if (!name.empty()) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
        return name;
    }

    bool any_below(const std::string& prefix) const {
        const auto next = form_.lower_bound(prefix);
        return next != form_.end() && next->first.starts_with(prefix);
    }

    std::optional<json::value> decode(const Member& member, const Shape& shape,
                                      const std::string& name) const {
        switch (shape.kind) {
            case Kind::structure:
                if (!any_below(name + ".")) return std::nullopt;
                return structure(shape, name + ".");
            case Kind::list:
                return list(member, shape, name);
            case Kind::map:
                return map(shape, name);
            case Kind::text:
            case Kind::integer:
            case Kind::real:
            case Kind::boolean:
            case Kind::blob:
            case Kind::timestamp:
                break;
        }
        const auto found = form_.find(name);
        if (found == form_.end()) return std::nullopt;
        return decode_scalar(shape, found->second);
    }

    std::optional<json::value> list(const Member& member, const Shape& shape, const std::string& name) const {
        const bool flat = shape.flattened || member.flattened || protocol_ == Protocol::ec2;
        const std::string prefix = flat ? name + "." : name + "." + shape.element.wire_name() + ".";
        if (!any_below(prefix)) {
            // An empty list is written as the bare name.
            if (form_.contains(name)) return json::array{};
            return std::nullopt;
        }
        json::array out;
        for (int number = 1; number <= most_elements; ++number) {
            auto element = decode(shape.element, *shape.element.shape, fmt::format("{}{}", prefix, number));
            if (!element) break;
            out.push_back(*std::move(element));
        }
        return out;
    }

    std::optional<json::value> map(const Shape& shape, const std::string& name) const {
        const std::string prefix = shape.flattened ? name + "." : name + ".entry.";
        if (!any_below(prefix)) return std::nullopt;
        json::object out;
        for (int number = 1; number <= most_elements; ++number) {
            const std::string entry = fmt::format("{}{}.", prefix, number);
            const auto key =
                form_.find(entry + (shape.key.location_name.empty() ? "key" : shape.key.location_name));
            if (key == form_.end()) break;
            auto value = decode(shape.element, *shape.element.shape, entry + shape.element.wire_name());
            if (value) out.emplace(key->second, *std::move(value));
        }
        return out;
    }

    const Form& form_;
    const Protocol protocol_;
};

}  // namespace

Form parse_form(std::string_view text) {
    try {
        Form form;
        for (auto& [name, value] : net::parse_query(text))
            form.try_emplace(std::move(name), std::move(value));
        return form;
    } catch (const Error& broken) {
        throw ServiceError{"MalformedInput", broken.message()};
    }
}

json::object decode_form(const Shape& shape, const Form& form, Protocol protocol) {
    return Decoder{form, protocol}.structure(shape, "");
}

}  // namespace certwright::sandbox
