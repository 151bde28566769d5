#include "sandbox/wire/cbor_codec.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "sandbox/wire/cbor_reader.hpp"
#include "sandbox/wire/cbor_writer.hpp"
#include "sandbox/wire/service_error.hpp"

#include <utility>

namespace certwright::sandbox {
namespace {

constexpr int deepest = 32;
/// Seconds since 1970 (RFC 8949 section 3.4.2).
constexpr std::uint64_t epoch_tag = 1;

[[noreturn]] void refuse_cbor(std::string message) {
    throw ServiceError{"SerializationException", std::move(message)};
}

/// Reads values by their shapes. Every level of nesting is counted, of what is passed over too.
class CborDecoder {
  public:
    explicit CborDecoder(std::string_view body) : reader_(body) {}

    json::object document(const Shape& shape) {
        const CborToken token = next_untagged();
        if (token.kind != CborToken::Kind::map) refuse_cbor("The body is not a map");
        auto out = structure(shape, token, deepest);
        if (!reader_.at_end()) refuse_cbor("Something follows the body");
        return out;
    }

  private:
    CborToken next_untagged() {
        CborToken token = reader_.next();
        while (token.kind == CborToken::Kind::tag) token = reader_.next();
        return token;
    }

    /// Calls `use` with the first token of each element, or key, until the collection ends.
    template <class Use>
    void each(const CborToken& collection, int depth, Use use) {
        if (depth == 0) refuse_cbor("The body is nested too deep");
        for (std::uint64_t count = 0; !collection.length || count < *collection.length; ++count) {
            const CborToken token = next_untagged();
            if (token.kind == CborToken::Kind::end) {
                if (collection.length) refuse_cbor("The body is not valid CBOR");
                return;
            }
            use(token);
        }
    }

    std::string characters(const CborToken& token) {
        if (!token.in_pieces) return std::string{token.characters};
        std::string whole;
        for (CborToken piece = reader_.next(); piece.kind != CborToken::Kind::end; piece = reader_.next()) {
            if (piece.kind != token.kind || piece.in_pieces) refuse_cbor("The body is not valid CBOR");
            whole += piece.characters;
        }
        return whole;
    }

    std::string text(const CborToken& token) {
        if (token.kind != CborToken::Kind::text) refuse_cbor("Expected a String");
        auto read = characters(token);
        if (!is_utf8(read)) refuse_cbor("A String is not valid UTF-8");
        return read;
    }

    void skip(const CborToken& token, int depth) {
        switch (token.kind) {
            case CborToken::Kind::list:
                return each(token, depth, [&](const CborToken& inner) { skip(inner, depth - 1); });
            case CborToken::Kind::map:
                return each(token, depth, [&](const CborToken& key) {
                    skip(key, depth - 1);
                    skip(next_untagged(), depth - 1);
                });
            case CborToken::Kind::end:
                refuse_cbor("The body is not valid CBOR");
            default:
                (void)characters(token);
        }
    }

    json::object structure(const Shape& shape, const CborToken& map, int depth) {
        if (map.kind != CborToken::Kind::map) refuse_cbor("Expected a structure");
        json::object out;
        each(map, depth, [&](const CborToken& key) {
            const std::string name = text(key);
            const CborToken token = next_untagged();
            const Member* member = shape.find(name);
            if (member == nullptr) return skip(token, depth - 1);
            if (token.kind != CborToken::Kind::nothing) out[name] = value(*member->shape, token, depth - 1);
        });
        if (shape.is_union && out.size() != 1) refuse_cbor("Unions must have exactly one member set");
        return out;
    }

    json::value list(const Shape& shape, const CborToken& token, int depth) {
        if (token.kind != CborToken::Kind::list) refuse_cbor("Expected a list");
        json::array out;
        each(token, depth, [&](const CborToken& element) {
            if (element.kind != CborToken::Kind::nothing)
                out.push_back(value(*shape.element.shape, element, depth - 1));
        });
        return out;
    }

    json::value map(const Shape& shape, const CborToken& token, int depth) {
        if (token.kind != CborToken::Kind::map) refuse_cbor("Expected a map");
        json::object out;
        each(token, depth, [&](const CborToken& key) {
            const std::string name = text(key);
            const CborToken element = next_untagged();
            if (element.kind != CborToken::Kind::nothing)
                out[name] = value(*shape.element.shape, element, depth - 1);
        });
        return out;
    }

    static double number(const CborToken& token) {
        if (token.kind == CborToken::Kind::integer) return static_cast<double>(token.integer);
        if (token.kind != CborToken::Kind::real) refuse_cbor("Expected a number");
        return token.real;
    }

    json::value value(const Shape& shape, const CborToken& token, int depth) {
        switch (shape.kind) {
            case Kind::structure:
                return structure(shape, token, depth);
            case Kind::list:
                return list(shape, token, depth);
            case Kind::map:
                return map(shape, token, depth);
            case Kind::text:
                return json::value(text(token));
            case Kind::integer:
                if (token.kind != CborToken::Kind::integer) refuse_cbor("Expected an integer");
                return token.integer;
            case Kind::real:
            case Kind::timestamp:
                return number(token);
            case Kind::boolean:
                if (token.kind != CborToken::Kind::boolean) refuse_cbor("Expected a Boolean");
                return token.flag;
            case Kind::blob:
                if (token.kind != CborToken::Kind::bytes) refuse_cbor("Expected a Blob");
                return json::value(characters(token));
        }
        return nullptr;
    }

    CborReader reader_;
};

void encode_value(CborWriter& out, const Shape& shape, const json::value& value);

void encode_members(CborWriter& out, const Shape& shape, const json::object& from) {
    std::size_t present = 0;
    for (const auto& [name, value] : from) present += value.is_null() ? 0U : 1U;
    out.map(present);
    for (const auto& [name, value] : from) {
        const auto* member = shape.find(name);
        ensure(member != nullptr,
               "an answer has a member " + std::string{name} + " that " + shape.name + " lacks");
        if (value.is_null()) continue;
        out.text(member->name);
        encode_value(out, *member->shape, value);
    }
}

void encode_value(CborWriter& out, const Shape& shape, const json::value& value) {
    switch (shape.kind) {
        case Kind::structure:
            return encode_members(out, shape, value.as_object());
        case Kind::list:
            out.list(value.as_array().size());
            for (const auto& element : value.as_array()) encode_value(out, *shape.element.shape, element);
            return;
        case Kind::map:
            out.map(value.as_object().size());
            for (const auto& [key, element] : value.as_object()) {
                out.text(key);
                encode_value(out, *shape.element.shape, element);
            }
            return;
        case Kind::text:
            return out.text(value.as_string());
        case Kind::blob:
            return out.bytes(value.as_string());
        case Kind::integer:
            return out.integer(value.to_number<std::int64_t>());
        case Kind::timestamp:
            out.tag(epoch_tag);
            return out.real(value.to_number<double>());
        case Kind::real:
            return out.real(value.to_number<double>());
        case Kind::boolean:
            return out.boolean(value.as_bool());
    }
}

void encode_plain(CborWriter& out, const json::value& value) {
    if (value.is_object()) {
        out.map(value.get_object().size());
        for (const auto& [key, element] : value.get_object()) {
            out.text(key);
            encode_plain(out, element);
        }
    } else if (value.is_array()) {
        out.list(value.get_array().size());
        for (const auto& element : value.get_array()) encode_plain(out, element);
    } else if (value.is_string()) {
        out.text(value.get_string());
    } else if (value.is_bool()) {
        out.boolean(value.get_bool());
    } else if (value.is_double()) {
        out.real(value.get_double());
    } else if (value.is_number()) {
        out.integer(value.to_number<std::int64_t>());
    } else {
        out.nothing();
    }
}

}  // namespace

json::object decode_cbor(const Shape& shape, std::string_view body) {
    if (body.empty()) return {};
    return CborDecoder{body}.document(shape);
}

std::string encode_cbor(const Shape& shape, const json::object& output) {
    CborWriter out;
    encode_members(out, shape, output);
    return out.take();
}

std::string encode_cbor(const json::value& plain) {
    CborWriter out;
    encode_plain(out, plain);
    return out.take();
}

}  // namespace certwright::sandbox
