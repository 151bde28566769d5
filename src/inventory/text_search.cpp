#include "inventory/text_search.hpp"

#include "inventory/text_block.hpp"

#include <fmt/format.h>

namespace certwright::inventory {
namespace {

void visit_blocks(store::Connection& connection, std::string_view table,
                  const std::function<void(std::string_view block)>& visit) {
    connection.query(fmt::format("SELECT texts FROM {}", table), store::Values{},
                     [&](const store::Row& row) { visit(row.text_view(0)); });
}

}  // namespace

void visit_texts(store::Connection& connection, std::string_view table, std::string_view part,
                 const std::function<void(std::int64_t number, std::string_view text)>& visit) {
    visit_blocks(connection, table, [&](std::string_view block) { look_through(block, part, visit); });
}

void TextSearch::run(store::Connection& connection, CertificateNumbers& found) const {
    if (parts_.empty()) return;
    const auto take = [&](std::int64_t number, std::string_view) { found.insert(number); };
    for (const std::string_view table : tables_)
        visit_blocks(connection, table, [&](std::string_view block) {
            for (const std::string& part : parts_) look_through(block, part, take);
        });
}

}  // namespace certwright::inventory
