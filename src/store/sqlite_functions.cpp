#include "store/sqlite_functions.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/find.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <new>
#include <string_view>

namespace certwright::store {
namespace {

// As bytes: asking for text would end each with a zero first, in a copy.
void strpos(sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL)
        return sqlite3_result_null(context);
    const auto bytes_of = [](sqlite3_value* value) {
        const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
        return std::string_view{bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
    };
    const std::size_t found = find(bytes_of(values[0]), bytes_of(values[1]));
    sqlite3_result_int64(context, found == std::string_view::npos ? 0 : static_cast<std::int64_t>(found) + 1);
}

void get_bit(sqlite3_context* context, int, sqlite3_value** values) {
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_value_blob(values[0]));
    const std::int64_t number = sqlite3_value_int64(values[1]);
    const bool within = number >= 0 && number / 8 < sqlite3_value_bytes(values[0]);
    sqlite3_result_int(context, within && (bytes[number / 8] >> (number % 8) & 1) != 0 ? 1 : 0);
}

/// Numbers of rows count from 1 on; a set of some beyond would be mostly air.
constexpr std::int64_t max_number = std::int64_t{1} << 32;

/// What SQLite keeps of a group between two rows: zeros at first.
struct BitSet {
    Bytes* bytes;
};

void add_bit(sqlite3_context* context, int, sqlite3_value** values) {
    auto* set = static_cast<BitSet*>(sqlite3_aggregate_context(context, sizeof(BitSet)));
    const std::int64_t number = sqlite3_value_int64(values[0]);
    if (number < 0 || number > max_number)
        return sqlite3_result_error(context, "bit_set takes numbers from 0 to 2^32", -1);
    if (!set) return sqlite3_result_error_nomem(context);
    try {
        if (!set->bytes) set->bytes = new Bytes;
        const auto place = static_cast<std::size_t>(number / 8);
        if (place >= set->bytes->size()) set->bytes->resize(std::max(place + 1, set->bytes->size() * 2));
        std::uint8_t& byte = (*set->bytes)[place];
        byte = static_cast<std::uint8_t>(byte | 1U << (number % 8));
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    }
}

void finish_bits(sqlite3_context* context) {
    const auto* set = static_cast<BitSet*>(sqlite3_aggregate_context(context, 0));
    const std::unique_ptr<Bytes> bytes{set ? set->bytes : nullptr};
    if (!bytes) return sqlite3_result_zeroblob(context, 0);
    sqlite3_result_blob64(context, bytes->data(), bytes->size(), SQLITE_TRANSIENT);
}

}  // namespace

void add_functions(sqlite3* handle) {
    constexpr int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    for (const auto& [name, function] : {std::pair{"strpos", &strpos}, std::pair{"get_bit", &get_bit}})
        ensure(sqlite3_create_function_v2(handle, name, 2, kind, nullptr, function, nullptr, nullptr,
                                          nullptr) == SQLITE_OK,
               "SQLite takes a function");
    ensure(sqlite3_create_function_v2(handle, "bit_set", 1, kind, nullptr, nullptr, &add_bit, &finish_bits,
                                      nullptr) == SQLITE_OK,
           "SQLite takes an aggregate");
}

}  // namespace certwright::store
