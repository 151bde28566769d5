#include "app/housekeeping.hpp"

#include "base/log.hpp"

namespace certwright::app {
namespace {

constexpr Duration finished_jobs_stay = 30 * 24h;

}  // namespace

Housekeeping::Housekeeping(store::Database& database, jobs::Queue& queue, auth::Sessions& sessions,
                           Clock& clock)
    : database_(database),
      queue_(queue),
      sessions_(sessions),
      clock_(clock),
      thread_([this](const std::stop_token& stop) {
          while (clock_.wait_for(1h, stop)) sweep();
      }) {}

void Housekeeping::sweep() {
    try {
        database_.write([&](store::Transaction& transaction) {
            const auto jobs = queue_.remove_finished_before(transaction, clock_.now() - finished_jobs_stay);
            const auto sessions = sessions_.remove_expired(transaction);
            log::debug("housekeeping", {{"jobs_removed", jobs}, {"sessions_removed", sessions}});
        });
    } catch (const std::exception& error) {
        log::warn("housekeeping failed and is tried again in an hour", {{"error", error.what()}});
    }
}

}  // namespace certwright::app
