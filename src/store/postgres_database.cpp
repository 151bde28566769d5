#include "store/postgres_database.hpp"

#include "base/error.hpp"
#include "store/write_scope.hpp"

#include <random>
#include <thread>

namespace certwright::store {
namespace {

/// Collisions are rare, so the first attempts run beside others. From this one on a transaction
/// runs alone, where only a lost connection can stop it.
constexpr int first_alone = 4;
constexpr int most_attempts = 8;

/// At random, so that two that collided do not collide again.
std::chrono::milliseconds wait_after(int attempt) {
    thread_local std::minstd_rand random{std::random_device{}()};
    return std::chrono::milliseconds{std::uniform_int_distribution{0, 5 * attempt}(random)};
}

}  // namespace

PostgresDatabase::PostgresDatabase(const std::string& url, const DatabaseOptions& options)
    : Database(options.metrics),
      url_(url),
      options_(options),
      readers_(options.readers, options.wait,
               [url, wait = options.wait] {
                   return std::make_unique<PostgresConnection>(url, PostgresAccess::read, wait);
               }),
      writers_(options.readers, options.wait, [url, wait = options.wait] {
          return std::make_unique<PostgresConnection>(url, PostgresAccess::write, wait);
      }) {
    writers_.take();  // a wrong URL should fail now
}

void PostgresDatabase::with_exclusive(const std::function<void(Connection&)>& use) {
    PostgresConnection connection{url_, PostgresAccess::exclusive, options_.wait};
    use(connection);
}

void PostgresDatabase::with_reader(const std::function<void(Connection&)>& use) {
    const auto reader = readers_.take();
    use(*reader);
}

PostgresDatabase::Outcome PostgresDatabase::attempt(PostgresConnection& connection, Transaction& transaction,
                                                    const std::function<void(Transaction&)>& use,
                                                    int number) {
    const WriteScope scope{*this};
    bool committing = false;
    try {
        connection.begin(number < first_alone ? PostgresCompany::others : PostgresCompany::alone);
        use(transaction);
        committing = true;
        connection.commit();
        return Outcome::committed;
    } catch (...) {
        // Lost before COMMIT was sent, the server has rolled back; after that nobody knows.
        const bool repeatable = connection.must_repeat() || (connection.lost() && !committing);
        connection.rollback();
        if (repeatable && number < most_attempts) return Outcome::repeat;
        throw;
    }
}

void PostgresDatabase::with_transaction(const std::function<void(Transaction&)>& use) {
    for (int number = 1;; ++number) {
        auto writer = writers_.take();
        auto transaction = begin(*writer);
        const Outcome outcome = attempt(*writer, transaction, use, number);
        writer.give_back();
        if (outcome == Outcome::committed) return committed(transaction);
        if (metrics_)
            metrics_->count("certwright_database_repeats_total",
                            "Transactions repeated because they collided or lost their connection.");
        std::this_thread::sleep_for(wait_after(number));
    }
}

}  // namespace certwright::store
