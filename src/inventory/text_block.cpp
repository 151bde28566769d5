#include "inventory/text_block.hpp"

#include "base/find.hpp"

#include <charconv>
#include <optional>

namespace certwright::inventory {
namespace {

constexpr char record_begin = '\x1e';
constexpr char number_end = '\x1d';
constexpr std::string_view separators{"\x1d\x1e\x1f"};

struct Record {
    std::int64_t number;
    std::size_t text_begin;
};

std::optional<Record> record_at(std::string_view block, std::size_t begin) {
    const char* const end = block.data() + block.size();
    Record record{};
    const auto [after, problem] = std::from_chars(block.data() + begin + 1, end, record.number);
    if (problem != std::errc{} || after == end || *after != number_end) return std::nullopt;
    record.text_begin = static_cast<std::size_t>(after + 1 - block.data());
    return record;
}

/// The record around a place. A text may hold the character that records begin with: what AWS told is
/// kept as it was.
std::optional<Record> record_around(std::string_view block, std::size_t place) {
    for (auto begin = block.rfind(record_begin, place); begin != block.npos;
         begin = begin == 0 ? block.npos : block.rfind(record_begin, begin - 1))
        if (const auto record = record_at(block, begin)) return record;
    return std::nullopt;
}

/// Where the record's text ends.
std::size_t end_of_text(std::string_view block, const Record& record) {
    for (auto next = block.find(record_begin, record.text_begin); next != block.npos;
         next = block.find(record_begin, next + 1))
        if (record_at(block, next)) return next;
    return block.size();
}

}  // namespace

void look_through(std::string_view block, std::string_view part,
                  const std::function<void(std::int64_t number, std::string_view text)>& visit) {
    if (part.find_first_of(separators) != part.npos) return;
    if (part.empty()) part = separators.substr(2);
    for (std::size_t place = 0; (place = find(block, part, place)) != block.npos;) {
        const auto record = record_around(block, place);
        if (!record) return;  // what stands before the first record is none
        const std::size_t end = end_of_text(block, *record);
        if (place < record->text_begin) {  // in the number; the text may still have it
            place = record->text_begin;
            continue;
        }
        visit(record->number, block.substr(record->text_begin, end - record->text_begin));
        place = end;
    }
}

}  // namespace certwright::inventory
