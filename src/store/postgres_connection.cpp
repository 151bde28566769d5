#include "store/postgres_connection.hpp"

#include "base/error.hpp"
#include "store/postgres_collation.hpp"
#include "store/postgres_failure.hpp"
#include "store/postgres_parameters.hpp"
#include "store/postgres_row.hpp"
#include "store/postgres_types.hpp"
#include "store/statement_cache.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <set>

namespace certwright::store {
namespace {

/// Rows in flight at once: enough to hide the round trip, few enough that neither side's buffer
/// fills while the other waits.
constexpr std::size_t pipeline_batch = 256;
static_assert(pipeline_batch <= most_statements, "each row of a batch may need a statement of its own");
constexpr int binary_format = 1;

// One number for the lock that lets a transaction be alone, the same in every server process.
constexpr auto shared_begin =
    "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT pg_advisory_xact_lock_shared(4860217736120260)";
constexpr auto alone_lock = "SELECT pg_advisory_lock(4860217736120260)";
constexpr auto alone_unlock = "SELECT pg_advisory_unlock(4860217736120260)";

/// The password in the URL, to keep it out of errors. Throws Fault::invalid for a malformed URL,
/// without libpq's text, which quotes it.
std::string password_of(const std::string& url) {
    char* reason = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{
        PQconninfoParse(url.c_str(), &reason), &PQconninfoFree};
    PQfreemem(reason);
    if (!options) {
        throw Error{Fault::invalid, "the database URL is malformed",
                    "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE with special characters as %XX"};
    }
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (std::string_view{option->keyword} == "password" && option->val != nullptr) return option->val;
    }
    return {};
}

bool succeeded(const PGresult* result) {
    switch (PQresultStatus(result)) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_SINGLE_TUPLE:
        case PGRES_EMPTY_QUERY:  // a migration that is for the other database alone
            return true;
        default:
            return false;
    }
}

/// A statement is prepared for the types of its parameters, and NULLs have none.
std::string key_of(std::string_view sql, const PostgresParameters& parameters) {
    std::string key{sql};
    for (const unsigned type : parameters.types()) key += fmt::format(" {}", type);
    return key;
}

std::int64_t changed_rows(PGresult* result) {
    const std::string_view count = PQcmdTuples(result);
    return count.empty() || PQresultStatus(result) != PGRES_COMMAND_OK ? 0 : std::stoll(std::string{count});
}

}  // namespace

void PostgresConnection::Finish::operator()(pg_conn* handle) const noexcept {
    PQfinish(handle);
}
void PostgresConnection::Clear::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

PostgresConnection::PostgresConnection(const std::string& url, PostgresAccess access, Duration wait) {
    const std::string password = password_of(url);
    const std::string seconds = std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count());
    // Defaults that the URL, which comes last, may change. A peer that vanished without a word is
    // noticed after 30 s.
    const std::array keywords{"application_name",
                              "connect_timeout",
                              "keepalives_idle",
                              "tcp_user_timeout",
                              "client_encoding",
                              "dbname",
                              static_cast<const char*>(nullptr)};
    const std::array values{
        "certwright", seconds.c_str(), "30", "30000", "UTF8", url.c_str(), static_cast<const char*>(nullptr)};
    handle_.reset(PQconnectdbParams(keywords.data(), values.data(), 1));
    if (PQstatus(handle_.get()) != CONNECTION_OK) throw_connection_failure(handle_.get(), password);
    PQsetNoticeProcessor(
        handle_.get(), [](void*, const char*) {}, nullptr);
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(wait).count();
    run_simple(fmt::format("SET lock_timeout = {}; SET default_transaction_read_only = {}; "
                           "SET idle_in_transaction_session_timeout = '60s'",
                           access == PostgresAccess::exclusive ? 0 : milliseconds,
                           access == PostgresAccess::read ? "on" : "off")
                   .c_str());
}

bool PostgresConnection::lost() const noexcept {
    return lost_ || PQstatus(handle_.get()) != CONNECTION_OK;
}

bool PostgresConnection::usable() const noexcept {
    pollfd socket{PQsocket(handle_.get()), POLLIN, 0};
    return !lost() && ::poll(&socket, 1, 0) == 0;
}

PostgresConnection::Result PostgresConnection::checked(Result result, bool preparing) {
    if (succeeded(result.get())) return result;
    const char* sqlstate = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    const bool connected = PQstatus(handle_.get()) == CONNECTION_OK;
    switch (classify(sqlstate == nullptr ? "" : sqlstate, connected)) {
        case PostgresTrouble::statement:
            break;
        case PostgresTrouble::repeat:
            must_repeat_ = true;
            break;
        case PostgresTrouble::lost:
            lost_ = true;
            break;
    }
    throw_postgres_failure(result.get(), preparing);
}

void PostgresConnection::prepare(const std::string& name, std::string_view sql, std::vector<unsigned> types) {
    const std::string text{sql};
    const auto attempt = [&] {
        return Result{PQprepare(handle_.get(), name.c_str(), text.c_str(), static_cast<int>(types.size()),
                                types.data())};
    };
    const bool has_null = std::ranges::find(types, postgres_type::unknown_parameter) != types.end();
    if (!has_null) {
        checked(attempt(), true);
        return;
    }
    // "$1 IS NULL" alone tells no type for a NULL (42P18): then text will do. The savepoint keeps
    // the transaction alive through that.
    const bool in_transaction = PQtransactionStatus(handle_.get()) == PQTRANS_INTRANS;
    if (in_transaction) run_simple("SAVEPOINT certwright_prepare");
    Result result = attempt();
    const char* sqlstate = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    if (sqlstate != nullptr && std::string_view{sqlstate} == "42P18") {
        if (in_transaction) run_simple("ROLLBACK TO SAVEPOINT certwright_prepare");
        std::ranges::replace(types, postgres_type::unknown_parameter, postgres_type::text);
        result = attempt();
    }
    checked(std::move(result), true);
    if (in_transaction) run_simple("RELEASE SAVEPOINT certwright_prepare");
}

void PostgresConnection::forget_statements() {
    run_simple("DEALLOCATE ALL");
    statements_.clear();
}

const std::string& PostgresConnection::prepared(std::string_view sql, const PostgresParameters& parameters) {
    std::string key = key_of(sql, parameters);
    if (const auto found = statements_.find(key); found != statements_.end()) return found->second;
    if (statements_.size() >= most_statements) forget_statements();
    const std::string name = fmt::format("s{}", ++statement_count_);
    prepare(name, sql, parameters.types());
    return statements_.emplace(std::move(key), name).first->second;
}

std::int64_t PostgresConnection::execute(std::string_view sql, std::span<const Value> values) {
    const PostgresParameters parameters{values};
    const std::string& name = prepared(sql, parameters);
    const Result result =
        checked(Result{PQexecPrepared(handle_.get(), name.c_str(), parameters.count(), parameters.values(),
                                      parameters.lengths(), parameters.formats(), binary_format)},
                false);
    return changed_rows(result.get());
}

void PostgresConnection::query(std::string_view sql, std::span<const Value> values,
                               const std::function<void(const Row&)>& visit) {
    const PostgresParameters parameters{values};
    const std::string& name = prepared(sql, parameters);
    if (PQsendQueryPrepared(handle_.get(), name.c_str(), parameters.count(), parameters.values(),
                            parameters.lengths(), parameters.formats(), binary_format) == 0) {
        lost_ = true;
        throw_postgres_failure(nullptr, false);
    }
    PQsetSingleRowMode(handle_.get());
    try {
        while (Result result{PQgetResult(handle_.get())}) {
            result = checked(std::move(result), false);
            const int rows = PQntuples(result.get());
            for (int row = 0; row < rows; ++row) visit(PostgresRow{result.get(), row});
        }
    } catch (...) {
        drain();
        throw;
    }
}

std::int64_t PostgresConnection::execute_each(std::string_view sql, std::span<const Values> rows) {
    std::int64_t changed = 0;
    while (!rows.empty()) {
        const auto batch = rows.first(std::min(rows.size(), pipeline_batch));
        changed += run_batch(sql, batch);
        rows = rows.subspan(batch.size());
    }
    return changed;
}

std::int64_t PostgresConnection::run_batch(std::string_view sql, std::span<const Values> rows) {
    std::vector<PostgresParameters> parameters;
    parameters.reserve(rows.size());
    std::set<std::string> missing;
    for (const Values& values : rows) {
        std::string key = key_of(sql, parameters.emplace_back(std::span<const Value>{values}));
        if (!statements_.contains(key)) missing.insert(std::move(key));
    }
    // Now, because a pipeline can neither prepare nor forget, and making room must not take what it needs.
    if (statements_.size() + missing.size() > most_statements) forget_statements();
    std::vector<const std::string*> names;
    names.reserve(rows.size());
    for (const PostgresParameters& row : parameters) names.push_back(&prepared(sql, row));

    PGconn* const handle = handle_.get();
    PQenterPipelineMode(handle);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const PostgresParameters& row = parameters[i];
        PQsendQueryPrepared(handle, names[i]->c_str(), row.count(), row.values(), row.lengths(),
                            row.formats(), binary_format);
    }
    PQpipelineSync(handle);

    std::int64_t changed = 0;
    Result failure;
    // Each statement's results end with a null pointer, and the batch with the sync.
    for (bool synced = false; !synced && PQstatus(handle) == CONNECTION_OK;) {
        Result result{PQgetResult(handle)};
        if (!result) continue;
        switch (PQresultStatus(result.get())) {
            case PGRES_PIPELINE_SYNC:
                synced = true;
                break;
            case PGRES_PIPELINE_ABORTED:
                break;
            default:
                if (succeeded(result.get())) {
                    changed += changed_rows(result.get());
                } else if (!failure) {
                    failure = std::move(result);
                }
        }
    }
    if (PQexitPipelineMode(handle) == 0) lost_ = true;
    if (failure) checked(std::move(failure), false);
    if (lost()) throw_postgres_failure(nullptr, false);
    return changed;
}

void PostgresConnection::run_script(std::string_view sql) {
    run_simple(with_bytewise_text(sql).c_str());
}

void PostgresConnection::run_simple(const char* sql) {
    checked(Result{PQexec(handle_.get(), sql)}, true);
}

void PostgresConnection::begin(PostgresCompany company) {
    must_repeat_ = false;
    // SERIALIZABLE is as strict as SQLite's single writer: code that is right on one database is
    // right on both. A transaction that keeps colliding waits until it is alone, so that none
    // starves. It takes its lock before BEGIN: a snapshot from before the wait would be stale.
    alone_ = company == PostgresCompany::alone;
    if (alone_) {
        run_simple(alone_lock);
        run_simple("BEGIN ISOLATION LEVEL SERIALIZABLE");
    } else {
        run_simple(shared_begin);
    }
}

void PostgresConnection::commit() {
    const Result result = checked(Result{PQexec(handle_.get(), "COMMIT")}, true);
    let_others_in();
    // A transaction in which a statement failed answers COMMIT with a ROLLBACK and no error.
    ensure(std::string_view{PQcmdStatus(result.get())} == "COMMIT",
           "a failed statement was ignored and its transaction committed");
}

void PostgresConnection::rollback() noexcept {
    if (!lost() && PQtransactionStatus(handle_.get()) != PQTRANS_IDLE) {
        const Result result{PQexec(handle_.get(), "ROLLBACK")};
        if (!succeeded(result.get())) lost_ = true;
    }
    let_others_in();
}

void PostgresConnection::let_others_in() noexcept {
    if (!alone_ || lost()) return;  // a lost connection's locks go with it
    const Result result{PQexec(handle_.get(), alone_unlock)};
    if (!succeeded(result.get())) lost_ = true;
    alone_ = false;
}

void PostgresConnection::drain() noexcept {
    while (Result{PQgetResult(handle_.get())}) {
    }
}

}  // namespace certwright::store
