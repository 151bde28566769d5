#include "http/idempotency.hpp"

#include "base/error.hpp"
#include "crypto/digest.hpp"

namespace certwright::http {

struct Idempotency::Entry {
    std::string actor, route, key, request_digest;
    bool answered = false;
    int status = 0;
    std::optional<std::string> location;
    std::optional<std::string> body;
};

Reply Idempotency::once(const Route& route, const RequestContext& context, const std::string& key,
                        const std::function<Reply()>& handle) {
    if (key.empty() || key.size() > 200)
        throw Error{Fault::invalid, "an Idempotency-Key has 1 to 200 characters"};
    const Entry entry{context.principal().actor(), route.name, key,
                      to_hex(crypto::sha256(as_bytes(context.request.path + "\n" + context.request.body)))};
    if (const auto earlier = begin(entry)) {
        if (earlier->request_digest != entry.request_digest)
            throw Error{Fault::invalid, "the Idempotency-Key was used with another request",
                        "make a new key for each new request"};
        if (!earlier->answered)
            throw Error{Fault::conflict, "the first request with this Idempotency-Key has not finished",
                        "look whether it took effect before you send it again with a new key"};
        if (!earlier->body)
            throw Error{Fault::conflict,
                        "the request with this Idempotency-Key was done, and its answer was not kept",
                        "its answer held a secret that is shown only once"};
        Reply reply =
            Reply::raw(*earlier->body, "application/json").with_header("Idempotency-Replayed", "true");
        reply.response.status = earlier->status;
        if (earlier->location) reply.response.headers.set("Location", *earlier->location);
        return reply;
    }
    Reply reply = [&] {
        try {
            return handle();
        } catch (...) {
            forget(entry);
            throw;
        }
    }();
    // The work is done now: an answer that cannot be kept must not free the key, or a repeat would do it
    // twice.
    if (reply.response.status >= 400)
        forget(entry);
    else
        finish(entry, reply, route.repeat == Repeat::replay);
    return reply;
}

namespace {
constexpr std::string_view remove_old = "DELETE FROM idempotency_keys WHERE created_at < $1";
constexpr std::string_view insert_running =
    "INSERT INTO idempotency_keys (actor, route, key, request_digest, state, created_at) "
    "VALUES ($1, $2, $3, $4, 'running', $5) ON CONFLICT (actor, route, key) DO NOTHING";
constexpr std::string_view select_entry =
    "SELECT request_digest, state, status, location, body FROM idempotency_keys "
    "WHERE actor = $1 AND route = $2 AND key = $3";
}  // namespace

std::optional<Idempotency::Entry> Idempotency::begin(const Entry& entry) {
    const Time now = clock_.now();
    return database_.write([&](store::Transaction& transaction) -> std::optional<Entry> {
        transaction->execute(remove_old, {now - 24h});
        const bool is_first = transaction->execute(insert_running, {entry.actor, entry.route, entry.key,
                                                                    entry.request_digest, now}) == 1;
        if (is_first) return std::nullopt;
        return transaction->find(select_entry, {entry.actor, entry.route, entry.key},
                                 [&](const store::Row& row) {
                                     Entry found{entry.actor, entry.route, entry.key, row.text(0)};
                                     found.answered = row.text(1) == "answered";
                                     found.status = static_cast<int>(row.optional_integer(2).value_or(0));
                                     found.location = row.optional_text(3);
                                     found.body = row.optional_text(4);
                                     return found;
                                 });
    });
}

namespace {
constexpr std::string_view update_answered =
    "UPDATE idempotency_keys SET state = 'answered', status = $4, location = $5, body = $6 "
    "WHERE actor = $1 AND route = $2 AND key = $3";
}

void Idempotency::finish(const Entry& entry, const Reply& reply, bool keep_body) {
    const auto location = reply.response.headers.find("Location");
    database_.write([&](store::Transaction& transaction) {
        transaction->execute(update_answered,
                             {entry.actor, entry.route, entry.key, reply.response.status,
                              location ? std::optional{std::string{*location}} : std::nullopt,
                              keep_body ? std::optional{reply.response.body} : std::nullopt});
    });
}

namespace {
constexpr std::string_view remove_one =
    "DELETE FROM idempotency_keys WHERE actor = $1 AND route = $2 AND key = $3";
}

void Idempotency::forget(const Entry& entry) {
    database_.write([&](store::Transaction& transaction) {
        transaction->execute(remove_one, {entry.actor, entry.route, entry.key});
    });
}

}  // namespace certwright::http
