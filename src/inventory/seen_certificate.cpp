#include "inventory/seen_certificate.hpp"

#include "base/error.hpp"

#include <span>

namespace certwright::inventory {

constexpr std::string_view note_seen = "UPDATE aws_certificates SET seen_elsewhere_at = $2 WHERE id = $1";

void keep_seen(store::Transaction& transaction, const Scope& scope, const Details& details, Time now) {
    ensure(details.described.has_value(), "what was seen was described");
    const std::string no_run;
    const ListRow row = to_list_row(*details.described);
    const auto page = Sweep{scope, no_run, now}.keep_page(transaction, std::span{&row, 1}, now);
    keep_details(transaction, *page.seen.begin(), details, no_run, now);
    transaction->execute(note_seen, {*page.seen.begin(), now});
}

}  // namespace certwright::inventory
