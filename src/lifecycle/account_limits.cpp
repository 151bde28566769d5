#include "lifecycle/account_limits.hpp"

#include <algorithm>

namespace certwright::lifecycle {
namespace {

constexpr Duration longest_wait = 5s;
// A raise takes AWS hours, and a permission is given in a minute.
constexpr Duration keeps_answer = 5min, keeps_refusal = 1min;

aws::CallContext short_of(aws::CallContext context) {
    context.deadline = std::min(context.deadline, longest_wait);
    return context;
}

/// An account that was changed may be another one of AWS.
std::string key_of(const inventory::Account& account) {
    return account.id.text() + ':' + std::to_string(account.version);
}

bool is_known(const ImportLimits& limits) {
    return !limits.held.is_default() && !limits.in_year.is_default();
}
bool is_known(const Limit& limit) {
    return !limit.is_default();
}

}  // namespace

template <class Limits, class Ask>
Limits AccountLimits::find_or_ask(Book<Limits>& book, const std::string& key, Ask ask) {
    {
        const std::scoped_lock lock{mutex_};
        std::erase_if(book, [now = clock_.now()](const auto& one) { return one.second.until <= now; });
        if (const auto kept = book.find(key); kept != book.end()) return kept->second.limits;
    }
    const Limits limits = ask();
    const Time until = clock_.now() + (is_known(limits) ? keeps_answer : keeps_refusal);
    const std::scoped_lock lock{mutex_};
    book.insert_or_assign(key, Kept<Limits>{limits, until});
    return limits;
}

ImportLimits AccountLimits::imports(aws::Client& client, const inventory::Account& account,
                                    const std::string& region, const aws::CallContext& context) {
    return find_or_ask(imports_, key_of(account) + ' ' + region, [&] {
        return import_limits(
            aws::service_quotas::list_service_quotas(client, region, "acm", short_of(context)));
    });
}

Limit AccountLimits::server_certificates(aws::Client& client, const inventory::Account& account,
                                         const aws::CallContext& context) {
    return find_or_ask(server_certificates_, key_of(account), [&] {
        return server_certificate_limit(aws::iam::get_account_summary(client, short_of(context)));
    });
}

}  // namespace certwright::lifecycle
