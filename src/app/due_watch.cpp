#include "app/due_watch.hpp"

#include "base/log.hpp"

namespace certwright::app {

DueWatch::DueWatch(store::Database& database, lifecycle::Renewals& renewals,
                   inventory::Rediscovery* rediscovery, Clock& clock)
    : database_(database),
      renewals_(renewals),
      rediscovery_(rediscovery),
      clock_(clock),
      thread_([this](const std::stop_token& stop) {
          do look();
          while (clock_.wait_for(1min, stop));
      }) {}

void DueWatch::look() {
    attempt("renewals", [&](store::Transaction& transaction) {
        const auto begun = renewals_.begin_due(transaction);
        if (begun > 0) log::debug("certificates are due for renewal", {{"certificates", begun}});
    });
    if (!rediscovery_) return;
    attempt("discoveries", [&](store::Transaction& transaction) {
        if (const auto run = rediscovery_->begin_due(transaction))
            log::info("a discovery was due and has begun", {{"run", run->text()}});
    });
}

void DueWatch::attempt(std::string_view what, const std::function<void(store::Transaction&)>& begin) {
    try {
        database_.write(begin);
    } catch (const std::exception& error) {
        log::warn("looking for what is due failed and is tried again in a minute",
                  {{"what", what}, {"error", error.what()}});
    }
}

}  // namespace certwright::app
