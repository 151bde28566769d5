#pragma once

#include "inventory/certificate_numbers.hpp"
#include "store/connection.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Looking through the texts of all certificates, which tables of blocks hold (text_block.hpp): SQLite only.
namespace certwright::inventory {

/// Shows the certificates of a table whose text contains `part`, each with its text.
void visit_texts(store::Connection& connection, std::string_view table, std::string_view part,
                 const std::function<void(std::int64_t number, std::string_view text)>& visit);

/// Looks for any of several parts at once in several tables.
class TextSearch {
  public:
    explicit TextSearch(std::vector<std::string_view> block_tables) : tables_(std::move(block_tables)) {}

    void add(std::string part) { parts_.push_back(std::move(part)); }
    /// Adds the certificates that have any part to `found`.
    void run(store::Connection& connection, CertificateNumbers& found) const;

  private:
    std::vector<std::string_view> tables_;
    std::vector<std::string> parts_;
};

}  // namespace certwright::inventory
