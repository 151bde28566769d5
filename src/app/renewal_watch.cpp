#include "app/renewal_watch.hpp"

#include "base/log.hpp"

namespace certwright::app {

RenewalWatch::RenewalWatch(store::Database& database, lifecycle::Renewals& renewals, Clock& clock)
    : database_(database), renewals_(renewals), clock_(clock), thread_([this](const std::stop_token& stop) {
          do look();
          while (clock_.wait_for(1min, stop));
      }) {}

void RenewalWatch::look() {
    try {
        const auto begun = database_.write(
            [&](store::Transaction& transaction) { return renewals_.begin_due(transaction); });
        if (begun > 0) log::debug("certificates are due for renewal", {{"certificates", begun}});
    } catch (const std::exception& error) {
        log::warn("looking for due renewals failed and is tried again in a minute",
                  {{"error", error.what()}});
    }
}

}  // namespace certwright::app
