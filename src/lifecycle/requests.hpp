#pragma once

#include "audit/log.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "inventory/accounts.hpp"
#include "lifecycle/certificate.hpp"
#include "lifecycle/private_keys.hpp"
#include "x509/certificate.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

struct RequestTag {
    static constexpr std::string_view prefix = "csr";
};
using RequestId = Id<RequestTag>;

/// A certificate signing request made here. It waits until the certificate for its key and
/// names comes in.
struct Request {
    RequestId id;
    std::string name;                          ///< of the certificate it is for
    std::optional<CertificateId> certificate;  ///< whose next version it asks for; absent for a new one
    std::string spki_sha256, subject;
    std::vector<std::string> names;
    std::string key_algorithm, pem;
    std::string fingerprint_sha256;  ///< of what came for it; empty while it waits
    std::string created_by;
    Time created_at;
    std::optional<Time> done_at;
};

/// Where a page of requests ended.
struct RequestCursor {
    bool waits = true;
    Time created_at;
    std::string id;
};

struct RequestPage {
    std::vector<Request> rows;
    std::optional<RequestCursor> next;  ///< absent on the last page
};

/// The requests, each with its key in the repository; every change is in the audit log.
class Requests {
  public:
    Requests(PrivateKeys& keys, audit::Log& log, Clock& clock) : keys_(keys), log_(log), clock_(clock) {}

    struct NewRequest {
        std::string name;
        std::optional<CertificateId> certificate;
        Bytes der;
    };
    /// Throws Fault::conflict when one of that name waits already.
    Request add(store::Transaction& transaction, const NewRequest& made, const crypto::KeyPair& key,
                const inventory::Actor& actor);
    /// Those that wait first, the newest first, from behind `after`.
    RequestPage page(store::Connection& connection, const std::optional<RequestCursor>& after,
                     std::size_t limit) const;
    std::int64_t count(store::Connection& connection) const;
    /// By id, or the name of one that waits. Throws Fault::not_found.
    Request get(store::Connection& connection, const std::string& id_or_name) const;
    /// The one that waits for that certificate: for its key and names (making/request_match.hpp). Of several
    /// the one called `name`, the closest, the newest. Never one that was made when the repository held the
    /// certificate already.
    std::optional<Request> waiting_for(store::Connection& connection, const x509::Certificate& came,
                                       const std::string& name = {}) const;
    /// The names of those that wait for a certificate of that key.
    std::vector<std::string> waiting_with_key(store::Connection& connection,
                                              const std::string& spki_sha256) const;
    /// What it waited for came, as that version of that certificate.
    void finish(store::Transaction& transaction, Request request, const Certificate& certificate,
                const Version& version, const inventory::Actor& actor);
    /// With its key, unless a certificate has it.
    void remove(store::Transaction& transaction, const RequestId& id, const inventory::Actor& actor);

  private:
    PrivateKeys& keys_;
    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
