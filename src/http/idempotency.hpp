#pragma once

#include "base/clock.hpp"
#include "http/reply.hpp"
#include "http/route.hpp"
#include "store/database.hpp"

#include <functional>
#include <optional>
#include <string>

namespace certwright::http {

/// Makes a request that carries an Idempotency-Key happen once: the key belongs to the caller and
/// the route, and is kept for 24 hours. A repeat is answered with the first answer
/// (`Idempotency-Replayed: true`); where that answer held a secret (Repeat::refuse), it was not kept,
/// and the repeat gets Fault::conflict. So does a repeat while the first still runs, or after a crash
/// in its midst, when nobody can know how far it came. A refused request frees its key. The same key
/// with another body is Fault::invalid. Nothing of the request is stored but its SHA-256.
class Idempotency {
  public:
    Idempotency(store::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    Reply once(const Route& route, const RequestContext& context, const std::string& key,
               const std::function<Reply()>& handle);

  private:
    struct Entry;
    std::optional<Entry> begin(const Entry& entry);
    void finish(const Entry& entry, const Reply& reply, bool keep_body);
    void forget(const Entry& entry);

    store::Database& database_;
    const Clock& clock_;
};

}  // namespace certwright::http
