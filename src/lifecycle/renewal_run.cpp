#include "lifecycle/renewal_run.hpp"

#include <fmt/format.h>

#include <optional>

namespace certwright::lifecycle {

void RenewalRun::run(jobs::Run& run) {
    const RenewalOrder order = renewal_order_of(run.job());
    const auto known = database_.read([&](store::Connection& connection) {
        return repository_.find(connection, order.certificate.text());
    });
    if (!known || known->current.id != order.version || !known->settings.renewal.is_on) {
        database_.write(
            [&](store::Transaction& transaction) { run.complete(transaction, "nothing to renew any more"); });
        return;
    }
    // Before the database is locked: a key takes seconds.
    std::optional<crypto::KeyPair> new_key;
    if (known->settings.renewal.with_new_key)
        new_key.emplace(crypto::KeyPair::generate(algorithm_after(*known)));
    database_.write([&](store::Transaction& transaction) {
        const Version made = maker_.renew_by_itself(transaction, *known, new_key ? &*new_key : nullptr);
        run.complete(transaction, fmt::format("version {} made", made.number));
    });
}

void RenewalRun::on_abandoned(store::Transaction& transaction, const jobs::Job& job, std::string_view why) {
    renewals_.failed(transaction, renewal_order_of(job).certificate, std::string{why});
}

}  // namespace certwright::lifecycle
