#pragma once

#include "lifecycle/deployment/served.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

/// Whether AWS serves what the repository holds.
enum class SyncState {
    unknown,  ///< details are still to come
    in_sync,
    repository_newer,
    aws_newer,
    missing_in_aws,
    different_key,
    differs_between_regions,
};
std::string_view to_string(SyncState state);
/// Throws Fault::invalid, listing the states.
SyncState parse_sync_state(std::string_view text);
/// Any but in_sync and unknown: what is shown in red.
bool is_mismatch(SyncState state);

/// What the repository holds of one certificate.
struct Held {
    struct Version {
        std::string fingerprint_sha256, spki_sha256;
        Time not_before, not_after;
    };
    Version current;
    std::vector<Version> others;
};

/// The state of one ARN that is to serve `held`. The first that holds:
///  1. missing_in_aws: a complete listing no longer named it; that is known without its details;
///  2. unknown: its details are pending;
///  3. in_sync: it serves the current version;
///  4. repository_newer: it serves another version of the certificate. The current one is what the repository
///     decided for, even where it was restored and ends earlier;
///  5. different_key: it was imported, and no version has its key: whoever did that has a key that is not
///  here.
///     What AWS itself issues gets a new key with each renewal, so that this says nothing of it;
///  6. aws_newer: it ends later than the current version, or at the same time without having begun earlier
///  (it was
///     issued again);
///  7. repository_newer: else.
SyncState sync_state(const Held& held, const Served& served);

/// The state of each ARN of one certificate beside the others. aws_newer offers to take AWS's version in;
/// where ARNs are newer in different ways there is no one version to take: those are differs_between_regions.
/// The other states stay, so that what is in sync is never red because of what happened elsewhere.
std::vector<SyncState> sync_states(const Held& held, const std::vector<Served>& served);

/// One word for the whole certificate: the state its ARNs share, differs_between_regions when they do not,
/// and unknown while one of them is and no other is a mismatch. Without ARNs it is in sync.
SyncState sync_state_of_all(const std::vector<SyncState>& states);

}  // namespace certwright::lifecycle
