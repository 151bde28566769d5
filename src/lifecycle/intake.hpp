#pragma once

#include "lifecycle/repository.hpp"
#include "lifecycle/requests.hpp"
#include "x509/bundle/bundle.hpp"

#include <functional>
#include <string>
#include <vector>

/// How certificates that people bring find their place in the repository.
namespace certwright::lifecycle {

struct IntakeWish {
    /// What the certificate is called; there must then be exactly one. Empty: a certificate that is known
    /// already, that a request waits for, or that has the names of exactly one that is, goes there; any other
    /// is called by its own name.
    std::string name;
    bool always_new = false;  ///< never a version of one that is there; for several of the same names
    bool anyway = false;      ///< also as a version of one that it has nothing in common with
    /// Says what else is known of it: owner, tags, …; of one that is there already what it does not say
    /// stays, and other tags and fields. May be empty.
    std::function<void(Settings&)> label;
    Origin origin = Origin::uploaded;
    std::string source_arn;
};

struct TakenIn {
    enum class Outcome {
        created,        ///< a new certificate
        version_added,  ///< a renewal, or an older version
        key_added,      ///< the certificate was there without its key
        chain_added,    ///< the certificate was there with a shorter chain
        unchanged,      ///< all of it was there
    };
    Outcome outcome = Outcome::created;
    Certificate certificate;
    Version version;
    std::vector<std::string> still_waiting;  ///< requests for its key that ask for other names
};
std::string_view to_string(TakenIn::Outcome outcome);

struct Intake {
    std::vector<TakenIn> taken;
    std::vector<x509::Flaw> flaws;  ///< what was left out, and why
};

/// What a request waits for finishes it. Throws Fault::invalid when there is no certificate at all,
/// several for one name, what has nothing in common with the certificate of that name (succession.hpp), or a
/// new one that is to be renewed by itself and cannot be.
Intake take_in(store::Transaction& transaction, Repository& repository, Requests& requests,
               const x509::Sorted& found, const IntakeWish& wish, const inventory::Actor& actor);

}  // namespace certwright::lifecycle
