#include "sandbox/world/arn.hpp"

#include <array>

namespace certwright::sandbox {

std::optional<Arn> Arn::parse(std::string_view text) {
    std::array<std::string_view, 5> parts;
    for (auto& part : parts) {
        const auto colon = text.find(':');
        if (colon == text.npos) return std::nullopt;
        part = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    const auto [prefix, partition, service, region, account_id] = parts;
    if (prefix != "arn" || partition.empty() || service.empty() || text.empty()) return std::nullopt;
    return Arn{.partition = std::string{partition},
               .service = std::string{service},
               .region = std::string{region},
               .account_id = std::string{account_id},
               .resource = std::string{text}};
}

}  // namespace certwright::sandbox
