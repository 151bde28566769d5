#include "sandbox/world/own_zone.hpp"

#include "sandbox/acm/life.hpp"
#include "sandbox/world/published_zones.hpp"
#include "sandbox/world/world.hpp"

namespace certwright::sandbox {

UpdatableZones own_zones_of(World& world) {
    return {.key_of = [&world](const dns::Name& origin) -> std::optional<TsigKey> {
                return world.locked_shared([&]() -> std::optional<TsigKey> {
                    const auto found = world.own_zones.find(origin.text());
                    if (found == world.own_zones.end()) return std::nullopt;
                    return found->second.key;
                });
            },
            .change =
                [&world](const dns::Name& origin, const std::function<Rcode(Zone&)>& change) {
                    return world.locked([&] {
                        const auto found = world.own_zones.find(origin.text());
                        // A reset came between.
                        if (found == world.own_zones.end()) return Rcode::not_authorized;
                        const Rcode code = change(found->second.zone);
                        publish_zones(world);
                        acm::look_for_proofs(world);
                        return code;
                    });
                },
            .now = [&world] { return world.machine.now(); }};
}

}  // namespace certwright::sandbox
