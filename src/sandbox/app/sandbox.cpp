#include "sandbox/app/sandbox.hpp"

#include "base/error.hpp"
#include "base/metrics.hpp"
#include "dns/cares_resolver.hpp"
#include "net/http_server.hpp"
#include "sandbox/account/operations.hpp"
#include "sandbox/acm/operations.hpp"
#include "sandbox/acm/world_prover.hpp"
#include "sandbox/admin/admin_api.hpp"
#include "sandbox/dns/dns_server.hpp"
#include "sandbox/ec2/operations.hpp"
#include "sandbox/fixture/fixture.hpp"
#include "sandbox/front/front_door.hpp"
#include "sandbox/iam/operations.hpp"
#include "sandbox/organizations/operations.hpp"
#include "sandbox/route53/operations.hpp"
#include "sandbox/state/keeper.hpp"
#include "sandbox/state/saved_world.hpp"
#include "sandbox/sts/operations.hpp"
#include "sandbox/tagging/operations.hpp"

#include <fmt/format.h>

#include <mutex>
#include <shared_mutex>

namespace certwright::sandbox {
namespace {

/// A chain may have 2 MiB, and base64 makes that a third more.
constexpr std::size_t most_body_bytes = 4 * 1024 * 1024;

Operations all_operations() {
    Operations operations;
    acm::add_operations(operations);
    route53::add_operations(operations);
    sts::add_operations(operations);
    iam::add_operations(operations);
    organizations::add_operations(operations);
    account::add_operations(operations);
    ec2::add_operations(operations);
    tagging::add_operations(operations);
    return operations;
}

net::ServerOptions server_options(const Settings& settings) {
    net::ServerOptions options;
    options.address = settings.address;
    options.port = settings.port;
    options.max_body_bytes = most_body_bytes;
    if (!settings.tls_certificate.empty())
        options.tls = net::TlsFiles{settings.tls_certificate, settings.tls_key};
    return options;
}

net::ServerOptions admin_options(const Settings& settings) {
    net::ServerOptions options;
    options.address = "127.0.0.1";
    options.port = settings.admin_port;
    options.workers = 4;
    return options;
}

Fixture fixture_of(const Settings& settings) {
    auto fixture = Fixture::load(settings.fixture);
    if (settings.estate > 0) fixture.draw(settings.estate);
    return fixture;
}

dns::CaresOptions resolver_options(const Settings& settings, std::uint16_t own_port) {
    if (!settings.resolvers.empty()) return {.servers = settings.resolvers};
    return {.servers = {fmt::format("127.0.0.1:{}", own_port)}};
}

}  // namespace

struct Sandbox::State {
    explicit State(Settings settings_)
        : settings(std::move(settings_)),
          fixture(fixture_of(settings)),
          models(embedded_service_models()),
          operations(all_operations()),
          world(settings, machine),
          name_server({.address = "127.0.0.1", .port = settings.dns_port},
                      [this] { return world.published_zones(); }),
          front_door(world, models, operations),
          admin_api(world, mailbox, [this] { reset(); }) {
        world.prover = make_prover();
        begin();
        admin = std::make_unique<net::HttpServer>(
            admin_options(settings),
            [this](const net::ServerRequest& request) { return admin_api.answer(request); }, metrics);
        server = std::make_unique<net::HttpServer>(
            server_options(settings), [this](const net::ServerRequest& request) { return answer(request); },
            metrics);
    }

    std::unique_ptr<acm::Prover> make_prover() {
        auto resolver = std::make_unique<dns::CaresResolver>(resolver_options(settings, name_server.port()));
        return std::make_unique<acm::WorldProver>(std::move(resolver), mailbox,
                                                  [this] { return world.clock.now(); });
    }

    net::ServerResponse answer(const net::ServerRequest& request) {
        // What other emulators' test suites call between tests.
        if (request.method == "POST" && request.path == "/moto-api/reset") {
            reset();
            return {.status = 200,
                    .headers = {{"Content-Type", "application/json"}},
                    .body = R"({"status": "ok"})"};
        }
        const std::shared_lock together{beginning};
        return front_door.answer(request);
    }

    /// With the state that was saved, else anew.
    void begin() {
        if (settings.state.empty()) return reset();
        const state::StateFile file{settings.state};
        if (const auto text = file.read()) {
            try {
                state::load(world, mailbox, *text);
            } catch (Error& problem) {
                throw std::move(problem).within("cannot begin with the state in " + settings.state);
            }
        } else {
            reset();
        }
        keeper = std::make_unique<state::Keeper>(
            file, [this] { return world.changes(); },
            [this] {
                const std::shared_lock together{beginning};
                return state::save(world, mailbox);
            });
    }

    void reset() {
        const std::unique_lock alone{beginning};
        world.agenda.clear();
        mailbox.clear();
        world.locked([&] {
            world.set_published_zones(std::make_shared<const std::vector<Zone>>());
            static_cast<WorldState&>(world) = {};
        });
        fixture.begin({world, models, operations});
    }

    const Settings settings;
    const Fixture fixture;
    const ServiceModels models;
    const Operations operations;
    SystemClock machine;
    Metrics metrics;
    Mailbox mailbox;
    World world;
    /// Held alone while a world begins: nobody sees half of one.
    std::shared_mutex beginning;
    DnsServer name_server;
    FrontDoor front_door;
    AdminApi admin_api;
    std::unique_ptr<state::Keeper> keeper;           ///< none: what happens is forgotten with the process
    std::unique_ptr<net::HttpServer> admin, server;  ///< they speak once the world has begun
};

Sandbox::Sandbox(Settings settings) : state_(std::make_unique<State>(std::move(settings))) {}
Sandbox::~Sandbox() = default;

std::uint16_t Sandbox::port() const {
    return state_->server->port();
}

std::uint16_t Sandbox::admin_port() const {
    return state_->admin->port();
}

std::uint16_t Sandbox::dns_port() const {
    return state_->name_server.port();
}

void Sandbox::reset() {
    state_->reset();
}

}  // namespace certwright::sandbox
