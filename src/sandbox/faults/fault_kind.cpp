#include "sandbox/faults/fault_rule.hpp"

#include <utility>

namespace certwright::sandbox {
namespace {

constexpr std::pair<FaultKind, std::string_view> kind_names[] = {
    {FaultKind::latency, "latency"},
    {FaultKind::reset, "reset"},
    {FaultKind::lost_reply, "lost_reply"},
    {FaultKind::truncated, "truncated"},
    {FaultKind::server_error, "server_error"},
    {FaultKind::proxy_error, "proxy_error"},
    {FaultKind::throttled, "throttled"},
    {FaultKind::expired_token, "expired_token"},
    {FaultKind::region_off, "region_off"},
    {FaultKind::denied, "denied"},
    {FaultKind::stale, "stale"},
};

}  // namespace

std::string_view to_string(FaultKind kind) {
    for (const auto& [known, name] : kind_names) {
        if (known == kind) return name;
    }
    return "";
}

std::optional<FaultKind> fault_kind_of(std::string_view text) {
    for (const auto& [kind, name] : kind_names) {
        if (name == text) return kind;
    }
    return std::nullopt;
}

std::string fault_kinds() {
    std::string all;
    for (const auto& [kind, name] : kind_names) all.append(all.empty() ? "" : ", ").append(name);
    return all;
}

}  // namespace certwright::sandbox
