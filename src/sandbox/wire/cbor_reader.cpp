#include "sandbox/wire/cbor_reader.hpp"

#include "sandbox/wire/service_error.hpp"

#include <cbor.h>

#include <limits>

namespace certwright::sandbox {
namespace {

using TokenKind = CborToken::Kind;

/// What libcbor calls back with: the token, and whether an integer did not fit.
struct Found {
    CborToken token;
    bool too_large = false;
};

Found& found(void* context) {
    return *static_cast<Found*>(context);
}

template <class Number>
void take_unsigned(void* context, Number number) {
    auto& [token, too_large] = found(context);
    token.kind = TokenKind::integer;
    too_large = static_cast<std::uint64_t>(number) > std::numeric_limits<std::int64_t>::max();
    token.integer = static_cast<std::int64_t>(number);
}

/// The argument n stands for -1 - n.
template <class Number>
void take_negative(void* context, Number number) {
    take_unsigned(context, number);
    auto& token = found(context).token;
    token.integer = -1 - token.integer;
}

template <class Number>
void take_real(void* context, Number number) {
    found(context).token.kind = TokenKind::real;
    found(context).token.real = static_cast<double>(number);
}

template <TokenKind kind>
void take_string(void* context, cbor_data data, size_t length) {
    found(context).token.kind = kind;
    found(context).token.characters = {reinterpret_cast<const char*>(data), length};
}

template <TokenKind kind>
void take_pieces(void* context) {
    found(context).token.kind = kind;
    found(context).token.in_pieces = true;
}

template <TokenKind kind>
void take_collection(void* context, size_t length) {
    found(context).token.kind = kind;
    found(context).token.length = length;
}

template <TokenKind kind>
void take_kind(void* context) {
    found(context).token.kind = kind;
}

cbor_callbacks make_callbacks() {
    cbor_callbacks callbacks = cbor_empty_callbacks;
    callbacks.uint8 = take_unsigned<uint8_t>;
    callbacks.uint16 = take_unsigned<uint16_t>;
    callbacks.uint32 = take_unsigned<uint32_t>;
    callbacks.uint64 = take_unsigned<uint64_t>;
    callbacks.negint8 = take_negative<uint8_t>;
    callbacks.negint16 = take_negative<uint16_t>;
    callbacks.negint32 = take_negative<uint32_t>;
    callbacks.negint64 = take_negative<uint64_t>;
    callbacks.float2 = take_real<float>;
    callbacks.float4 = take_real<float>;
    callbacks.float8 = take_real<double>;
    callbacks.byte_string = take_string<TokenKind::bytes>;
    callbacks.byte_string_start = take_pieces<TokenKind::bytes>;
    callbacks.string = take_string<TokenKind::text>;
    callbacks.string_start = take_pieces<TokenKind::text>;
    callbacks.array_start = take_collection<TokenKind::list>;
    callbacks.indef_array_start = take_kind<TokenKind::list>;
    callbacks.map_start = take_collection<TokenKind::map>;
    callbacks.indef_map_start = take_kind<TokenKind::map>;
    callbacks.tag = [](void* context, uint64_t) { found(context).token.kind = TokenKind::tag; };
    callbacks.boolean = [](void* context, bool flag) {
        found(context).token.kind = TokenKind::boolean;
        found(context).token.flag = flag;
    };
    callbacks.null = take_kind<TokenKind::nothing>;
    callbacks.undefined = take_kind<TokenKind::nothing>;
    callbacks.indef_break = take_kind<TokenKind::end>;
    return callbacks;
}

}  // namespace

CborToken CborReader::next() {
    static const cbor_callbacks callbacks = make_callbacks();
    Found read;
    const auto result =
        cbor_stream_decode(reinterpret_cast<cbor_data>(rest_.data()), rest_.size(), &callbacks, &read);
    if (result.status != CBOR_DECODER_FINISHED || read.too_large)
        throw ServiceError{"SerializationException", "The body is not valid CBOR"};
    rest_.remove_prefix(result.read);
    return read.token;
}

}  // namespace certwright::sandbox
