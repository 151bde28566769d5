#include "audit/log.hpp"

#include "audit/chain.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::audit {
namespace {

constexpr auto event_columns = "sequence, at, actor, action, subject, details, request_id, hash";

Event read_event(const store::Row& row) {
    return {.sequence = row.integer(0),
            .at = row.time(1),
            .actor = row.text(2),
            .action = row.text(3),
            .subject = row.text(4),
            .details = row.text(5),
            .request_id = row.text(6),
            .hash = row.text(7)};
}

// Holds the row until the commit, so that events are numbered and chained one after the other.
constexpr auto take_number = "UPDATE audit_head SET events = events + 1 WHERE id = 1 RETURNING events, hash";

constexpr auto insert_event = R"sql(
    INSERT INTO audit_events (sequence, at, actor, action, subject, details, request_id, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
)sql";

constexpr auto move_head = "UPDATE audit_head SET hash = $1 WHERE id = 1";

}  // namespace

void Log::append(store::Transaction& transaction, const NewEvent& added) {
    const auto head = transaction->find(take_number, {}, [](const store::Row& row) {
        return std::pair{row.integer(0), row.text(1)};
    });
    ensure(head.has_value(), "the audit log has a head");
    Event event{.sequence = head->first,
                .at = clock_.now(),
                .actor = added.actor,
                .action = added.action,
                .subject = added.subject,
                .details = added.details,
                .request_id = added.request_id,
                .hash = {}};
    event.hash = link(head->second, event);
    transaction->execute(insert_event, {event.sequence, event.at, event.actor, event.action, event.subject,
                                        event.details, event.request_id, event.hash});
    transaction->execute(move_head, {event.hash});
}

std::vector<Event> Log::list(store::Connection& connection, const EventFilter& filter) const {
    std::string conditions;
    store::Values values;
    const auto require = [&](std::string_view comparison, store::Value value) {
        values.push_back(std::move(value));
        conditions +=
            fmt::format("{} {} ${}", values.size() == 1 ? " WHERE" : " AND", comparison, values.size());
    };
    if (!filter.actor.empty()) require("actor =", filter.actor);
    if (!filter.action.empty()) require("action =", filter.action);
    if (!filter.subject.empty()) require("subject =", filter.subject);
    if (filter.from) require("at >=", *filter.from);
    if (filter.until) require("at <", *filter.until);
    if (filter.before > 0) require("sequence <", filter.before);
    values.push_back(static_cast<std::int64_t>(filter.limit));
    return connection.list(fmt::format("SELECT {} FROM audit_events{} ORDER BY sequence DESC LIMIT ${}",
                                       event_columns, conditions, values.size()),
                           values, read_event);
}

// One statement, so that the head and the events are of the same moment while others append.
constexpr auto walk_chain = R"sql(
    SELECT e.sequence, e.at, e.actor, e.action, e.subject, e.details, e.request_id, e.hash, h.events, h.hash
    FROM audit_head h LEFT JOIN audit_events e ON TRUE
    WHERE h.id = 1
    ORDER BY e.sequence
)sql";

Verification Log::verify(store::Connection& connection) const {
    Verification result;
    std::string previous{first_link};
    std::optional<std::pair<std::int64_t, std::string>> head;
    const auto broken = [&](std::int64_t at, std::string problem) {
        if (result.broken_at) return;
        result.broken_at = at;
        result.problem = std::move(problem);
    };
    connection.query(walk_chain, store::Values{}, [&](const store::Row& row) {
        if (!head) head.emplace(row.integer(8), row.text(9));
        if (row.is_null(0) || result.broken_at) return;
        const Event event = read_event(row);
        const std::int64_t expected = result.events + 1;
        if (event.sequence != expected)
            return broken(expected,
                          fmt::format("event {} is missing: the next one is {}", expected, event.sequence));
        if (link(previous, event) != event.hash)
            return broken(expected,
                          fmt::format("event {} does not fit its hash or the event before it", expected));
        previous = event.hash;
        ++result.events;
    });
    if (!head) {
        broken(result.events + 1, "the head of the audit log is missing");
    } else if (result.events < head->first) {
        broken(result.events + 1, fmt::format("the newest events are missing: there were {}", head->first));
    } else if (result.events > head->first || previous != head->second) {
        broken(std::max<std::int64_t>(result.events, 1),
               "the last event is not the one that was written last");
    }
    return result;
}

}  // namespace certwright::audit
