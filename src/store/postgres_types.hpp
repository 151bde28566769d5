#pragma once

namespace certwright::store::postgres_type {

/// The numbers of PostgreSQL's own types (src/include/catalog/pg_type.dat), fixed for ever.
inline constexpr unsigned unknown_parameter = 0;  ///< "infer it from the statement"
inline constexpr unsigned boolean = 16;
inline constexpr unsigned bytea = 17;
inline constexpr unsigned name = 19;
inline constexpr unsigned int8 = 20;
inline constexpr unsigned int2 = 21;
inline constexpr unsigned int4 = 23;
inline constexpr unsigned text = 25;
inline constexpr unsigned float4 = 700;
inline constexpr unsigned float8 = 701;
inline constexpr unsigned unknown_literal = 705;
inline constexpr unsigned bpchar = 1042;
inline constexpr unsigned varchar = 1043;
inline constexpr unsigned numeric = 1700;

}  // namespace certwright::store::postgres_type
