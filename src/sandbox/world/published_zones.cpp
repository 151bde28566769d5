#include "sandbox/world/published_zones.hpp"

#include "sandbox/world/world.hpp"

namespace certwright::sandbox {

void publish_zones(World& world) {
    auto zones = std::make_shared<std::vector<Zone>>();
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [zone_id, hosted] : account.route53.zones) {
            if (!hosted.is_private) zones->push_back(hosted.zone);
        }
    }
    for (const auto& [origin, own] : world.own_zones) zones->push_back(own.zone);
    world.set_published_zones(std::move(zones));
}

}  // namespace certwright::sandbox
