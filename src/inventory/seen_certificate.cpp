#include "inventory/seen_certificate.hpp"

#include "base/error.hpp"

#include <span>

namespace certwright::inventory {

namespace {

ListRow row_of(const Details& details, Time now) {
    ensure(details.described || details.server_certificate, "what was seen was described");
    return details.described ? to_list_row(*details.described)
                             : to_list_row(*details.server_certificate, now);
}

}  // namespace

constexpr std::string_view note_seen = "UPDATE aws_certificates SET seen_elsewhere_at = $2 WHERE id = $1";

void keep_seen(store::Transaction& transaction, const Scope& scope, const Details& details, Time now) {
    const std::string no_run;
    const ListRow row = row_of(details, now);
    const auto page = Sweep{scope, no_run, now}.keep_page(transaction, std::span{&row, 1}, now);
    keep_details(transaction, *page.seen.begin(), details, no_run, now);
    transaction->execute(note_seen, {*page.seen.begin(), now});
}

constexpr std::string_view select_by_arn = "SELECT id FROM aws_certificates WHERE account = $1 AND arn = $2";

void keep_gone(store::Transaction& transaction, const AccountId& account, const std::string& arn, Time now) {
    const auto id =
        transaction->find(select_by_arn, {account, arn}, [](const store::Row& row) { return row.text(0); });
    if (id) keep_vanished(transaction, *id, {}, now);
}

}  // namespace certwright::inventory
