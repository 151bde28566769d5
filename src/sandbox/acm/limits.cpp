#include "sandbox/acm/limits.hpp"

#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::acm {
namespace {

constexpr Duration year = std::chrono::days{365};

/// Certificates of the kind that count: private ones do not.
std::size_t held(const Store& store, bool imported) {
    return static_cast<std::size_t>(
        std::count_if(store.certificates.begin(), store.certificates.end(), [&](const auto& entry) {
            const Certificate& certificate = entry.second;
            return !certificate.deleted_at &&
                   (imported ? certificate.type == "IMPORTED" : certificate.is_public());
        }));
}

void count(std::deque<Time>& made, std::size_t most_a_year, Time now) {
    while (!made.empty() && made.front() + year <= now) made.pop_front();
    if (made.size() >= most_a_year) {
        throw ServiceError{
            "LimitExceededException",
            fmt::format("Error: you have reached your limit of {} certificates in the last year.",
                        most_a_year)};
    }
}

void check_held(const Store& store, bool imported, std::size_t most) {
    // Cheaper than counting, and never too small.
    if (store.certificates.size() < most || held(store, imported) < most) return;
    throw ServiceError{
        "LimitExceededException",
        fmt::format("Cannot {} more certificates in this account. Contact Customer Service for details.",
                    imported ? "import" : "request")};
}

}  // namespace

void count_request(Store& store, const Settings& settings, Time now) {
    count(store.requested, settings.requests_per_year, now);
    check_held(store, /*imported=*/false, settings.certificates_held);
    store.requested.push_back(now);
}

void count_import(Store& store, const Settings& settings, Time now) {
    count(store.imported, settings.imports_per_year, now);
    check_held(store, /*imported=*/true, settings.certificates_held);
    store.imported.push_back(now);
}

}  // namespace certwright::sandbox::acm
