#include "store/postgres_parameters.hpp"

#include "store/postgres_types.hpp"
#include "store/text.hpp"

#include <bit>

namespace certwright::store {
namespace {

std::array<char, 8> to_big_endian(std::uint64_t number) {
    std::array<char, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>(static_cast<unsigned char>(number >> (56 - 8 * i)));
    }
    return bytes;
}

}  // namespace

PostgresParameters::PostgresParameters(std::span<const Value> values) {
    numbers_.reserve(values.size());  // never moved, because values_ points into it
    for (const Value& value : values) {
        const auto& variant = value.variant();
        if (const auto* truth = std::get_if<bool>(&variant)) {
            numbers_.push_back({static_cast<char>(*truth ? 1 : 0)});
            add(postgres_type::boolean, numbers_.back().data(), 1);
        } else if (const auto* number = std::get_if<std::int64_t>(&variant)) {
            numbers_.push_back(to_big_endian(static_cast<std::uint64_t>(*number)));
            add(postgres_type::int8, numbers_.back().data(), 8);
        } else if (const auto* real = std::get_if<double>(&variant)) {
            numbers_.push_back(to_big_endian(std::bit_cast<std::uint64_t>(*real)));
            add(postgres_type::float8, numbers_.back().data(), 8);
        } else if (const auto* text = std::get_if<std::string>(&variant)) {
            require_storable(*text);
            add(postgres_type::text, text->data(), text->size());
        } else if (const auto* bytes = std::get_if<Bytes>(&variant)) {
            // libpq takes a null pointer for NULL, and an empty vector may have no address.
            add(postgres_type::bytea, bytes->empty() ? "" : as_text(*bytes).data(), bytes->size());
        } else {
            add(postgres_type::unknown_parameter, nullptr, 0);
        }
    }
}

void PostgresParameters::add(unsigned type, const char* first, std::size_t size) {
    types_.push_back(type);
    values_.push_back(first);
    lengths_.push_back(static_cast<int>(size));
    formats_.push_back(1);
}

}  // namespace certwright::store
