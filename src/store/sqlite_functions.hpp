#pragma once

struct sqlite3;

namespace certwright::store {

/// Gives a connection what PostgreSQL has and SQLite lacks, under PostgreSQL's names:
/// `strpos(text, part)`, the place in bytes of a part in a text, from 1, or 0 (SQLite's own `instr`
/// takes twice as long), and `get_bit(bytes, number)`, where a number beyond the bytes is 0. Besides, for all
/// rows at once, `bit_set(number)`: the bytes that have these bits, none for no rows, because a hundred
/// thousand rows that come one by one take longer than to find them.
void add_functions(sqlite3* handle);

}  // namespace certwright::store
