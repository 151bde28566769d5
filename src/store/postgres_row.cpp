#include "store/postgres_row.hpp"

#include "base/error.hpp"
#include "store/postgres_types.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <bit>
#include <cmath>

namespace certwright::store {
namespace {

template <class Unsigned>
Unsigned from_big_endian(std::string_view bytes) {
    ensure(bytes.size() >= sizeof(Unsigned), "the database sent a short number");
    Unsigned number = 0;
    for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
        number = static_cast<Unsigned>((std::uint64_t{number} << 8U) | static_cast<std::uint8_t>(bytes[i]));
    }
    return number;
}

/// src/backend/utils/adt/numeric.c, numeric_send: digits of base 10000, the first of weight `weight`.
struct Numeric {
    explicit Numeric(std::string_view bytes) {
        const auto word = [&](std::size_t at) {
            return from_big_endian<std::uint16_t>(bytes.substr(2 * at));
        };
        const std::size_t count = word(0);
        weight = static_cast<std::int16_t>(word(1));
        negative = word(2) == 0x4000;
        finite = negative || word(2) == 0;
        for (std::size_t i = 0; i < count; ++i) digits.push_back(word(4 + i));
    }

    std::optional<std::int64_t> integer() const {
        if (!finite || static_cast<int>(digits.size()) > weight + 1) return std::nullopt;
        std::int64_t number = 0;  // kept negative, where there is room for one more
        for (int i = 0; i <= weight; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const std::int64_t digit = at < digits.size() ? digits[at] : 0;
            if (__builtin_mul_overflow(number, 10'000, &number)) return std::nullopt;
            if (__builtin_sub_overflow(number, digit, &number)) return std::nullopt;
        }
        if (negative) return number;
        if (number == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
        return -number;
    }

    double real() const {
        if (!finite) return std::nan("");
        double number = 0;
        int power = weight;
        for (const std::uint16_t digit : digits) number += digit * std::pow(10'000.0, power--);
        return negative ? -number : number;
    }

    int weight = 0;
    bool negative = false;
    bool finite = true;
    std::vector<std::uint16_t> digits;
};

}  // namespace

std::size_t PostgresRow::size() const {
    return static_cast<std::size_t>(PQnfields(result_));
}

int PostgresRow::index(std::size_t column) const {
    ensure(column < size(), "a column beyond the last one was read");
    return static_cast<int>(column);
}

unsigned PostgresRow::type(std::size_t column) const {
    return PQftype(result_, index(column));
}

bool PostgresRow::is_null(std::size_t column) const {
    return PQgetisnull(result_, row_, index(column)) == 1;
}

std::string_view PostgresRow::bytes(std::size_t column) const {
    return {PQgetvalue(result_, row_, index(column)),
            static_cast<std::size_t>(PQgetlength(result_, row_, index(column)))};
}

void PostgresRow::refuse(std::size_t column, std::string_view noun) const {
    const std::string holds = is_null(column) ? "NULL" : fmt::format("type {}", type(column));
    throw Error{Fault::internal, fmt::format("column \"{}\" was read as {} but holds {}",
                                             PQfname(result_, index(column)), noun, holds)};
}

bool PostgresRow::boolean(std::size_t column) const {
    if (is_null(column) || type(column) != postgres_type::boolean) refuse(column, "a boolean");
    return bytes(column).front() != 0;
}

std::int64_t PostgresRow::integer(std::size_t column) const {
    if (!is_null(column)) {
        switch (type(column)) {
            case postgres_type::int8:
                return static_cast<std::int64_t>(from_big_endian<std::uint64_t>(bytes(column)));
            case postgres_type::int4:
                return static_cast<std::int32_t>(from_big_endian<std::uint32_t>(bytes(column)));
            case postgres_type::int2:
                return static_cast<std::int16_t>(from_big_endian<std::uint16_t>(bytes(column)));
            case postgres_type::numeric:  // what SUM makes of BIGINT
                if (const auto number = Numeric{bytes(column)}.integer()) return *number;
                break;
            default:
                break;
        }
    }
    refuse(column, "an integer");
}

double PostgresRow::real(std::size_t column) const {
    if (is_null(column)) refuse(column, "a real number");
    switch (type(column)) {
        case postgres_type::float8:
            return std::bit_cast<double>(from_big_endian<std::uint64_t>(bytes(column)));
        case postgres_type::float4:
            return static_cast<double>(std::bit_cast<float>(from_big_endian<std::uint32_t>(bytes(column))));
        case postgres_type::numeric:
            return Numeric{bytes(column)}.real();
        default:
            return static_cast<double>(integer(column));
    }
}

std::string_view PostgresRow::text_view(std::size_t column) const {
    if (!is_null(column)) {
        switch (type(column)) {
            case postgres_type::text:
            case postgres_type::varchar:
            case postgres_type::bpchar:
            case postgres_type::name:
            case postgres_type::unknown_literal:
                return bytes(column);
            default:
                break;
        }
    }
    refuse(column, "text");
}

Bytes PostgresRow::blob(std::size_t column) const {
    if (is_null(column) || type(column) != postgres_type::bytea) refuse(column, "bytes");
    const BytesView view = as_bytes(bytes(column));
    return {view.begin(), view.end()};
}

}  // namespace certwright::store
