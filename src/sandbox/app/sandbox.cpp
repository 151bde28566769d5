#include "sandbox/app/sandbox.hpp"

#include "base/error.hpp"
#include "base/metrics.hpp"
#include "dns/cares_resolver.hpp"
#include "net/http_server.hpp"
#include "net/url.hpp"
#include "sandbox/account/operations.hpp"
#include "sandbox/acm/daily_round.hpp"
#include "sandbox/acm/operations.hpp"
#include "sandbox/acm/world_prover.hpp"
#include "sandbox/admin/admin_api.hpp"
#include "sandbox/cloudfront/operations.hpp"
#include "sandbox/dns/dns_server.hpp"
#include "sandbox/ec2/operations.hpp"
#include "sandbox/elbv2/operations.hpp"
#include "sandbox/events/operations.hpp"
#include "sandbox/faults/faults.hpp"
#include "sandbox/fixture/fixture.hpp"
#include "sandbox/front/front_door.hpp"
#include "sandbox/iam/operations.hpp"
#include "sandbox/mail/post_office.hpp"
#include "sandbox/organizations/operations.hpp"
#include "sandbox/pca/operations.hpp"
#include "sandbox/pca/publication.hpp"
#include "sandbox/quotas/operations.hpp"
#include "sandbox/route53/operations.hpp"
#include "sandbox/sqs/operations.hpp"
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

/// Whoever waits for a message of SQS keeps one of them.
constexpr std::size_t most_at_once = 64;

Operations all_operations() {
    Operations operations;
    acm::add_operations(operations);
    pca::add_operations(operations);
    route53::add_operations(operations);
    sts::add_operations(operations);
    iam::add_operations(operations);
    quotas::add_operations(operations);
    organizations::add_operations(operations);
    account::add_operations(operations);
    ec2::add_operations(operations);
    elbv2::add_operations(operations);
    events::add_operations(operations);
    sqs::add_operations(operations);
    cloudfront::add_operations(operations);
    tagging::add_operations(operations);
    return operations;
}

net::ServerOptions server_options(const Settings& settings, std::uint16_t port) {
    net::ServerOptions options;
    options.address = settings.address;
    options.port = port;
    options.max_body_bytes = most_body_bytes;
    options.workers = most_at_once;
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

std::optional<SmtpOptions> smtp_options(const Settings& settings) {
    if (settings.smtp.empty()) return std::nullopt;
    return SmtpOptions{smtp_server_at(settings.smtp), settings.mail_from};
}

/// Without its final slash.
std::string public_admin_url(const Settings& settings) {
    if (settings.public_admin_url.empty()) return "";
    std::string url = net::Url::parse(settings.public_admin_url).text();
    while (url.ends_with('/')) url.pop_back();
    return url;
}

dns::CaresOptions resolver_options(const Settings& settings, std::uint16_t own_port) {
    if (!settings.resolvers.empty()) return {.servers = settings.resolvers};
    return {.servers = {fmt::format("127.0.0.1:{}", own_port)}};
}

/// What others reach it by: an address that stands for all of them is none.
std::string service_url_of(const Settings& settings, std::uint16_t port) {
    if (!settings.public_url.empty()) return settings.public_url;
    std::string host = settings.address;
    if (host == "0.0.0.0" || host == "::") host = "127.0.0.1";
    if (host.find(':') != std::string::npos) host = "[" + host + "]";
    return fmt::format("{}://{}:{}", settings.tls_certificate.empty() ? "http" : "https", host, port);
}

}  // namespace

struct Sandbox::State {
    explicit State(Settings settings_)
        : settings(std::move(settings_)),
          fixture(fixture_of(settings)),
          models(embedded_service_models()),
          operations(all_operations()),
          post_office(mailbox, machine, smtp_options(settings)),
          world(settings, machine),
          name_server(
              {.address = "127.0.0.1", .port = settings.dns_port}, [this] { return world.published_zones(); },
              own_zones_of(world)),
          faults(world.clock, machine,
                 settings.faults.empty() ? FaultPlan{} : FaultPlan::read(settings.faults)),
          front_door(world, models, operations, faults),
          admin_api(world, mailbox, faults, front_door.counts(), public_admin_url(settings),
                    [this] { reset(); }),
          admin(
              admin_options(settings),
              [this](const net::ServerRequest& request) { return answer_admin(request); }, metrics),
          server(
              server_options(settings, settings.port),
              [this](const net::ServerRequest& request) { return answer(request); }, metrics) {
        world.prover = make_prover();
        world.service_url = service_url_of(settings, server.port());
        {
            const std::unique_lock opening{std::move(closed)};
            begin();
        }
        for (const std::uint16_t port : settings.also_ports)
            also.push_back(std::make_unique<net::HttpServer>(
                server_options(settings, port),
                [this](const net::ServerRequest& request) { return answer(request); }, metrics));
        keep();
    }

    /// Who waits for messages holds up the end of the server.
    ~State() { world.messages.close(); }

    std::unique_ptr<acm::Prover> make_prover() {
        auto resolver = std::make_unique<dns::CaresResolver>(resolver_options(settings, name_server.port()));
        auto url = public_admin_url(settings);
        if (url.empty()) url = fmt::format("http://127.0.0.1:{}", admin.port());
        return std::make_unique<acm::WorldProver>(std::move(resolver), post_office, std::move(url),
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
        if (auto published = pca::published(world, request)) return *std::move(published);
        return front_door.answer(request);
    }

    net::ServerResponse answer_admin(const net::ServerRequest& request) {
        // A reset takes the lock itself, alone.
        if (request.path == "/reset") return admin_api.answer(request);
        const std::shared_lock together{beginning};
        return admin_api.answer(request);
    }

    void reset() {
        const std::unique_lock alone{beginning};
        begin_anew();
    }

    /// With the state that was saved, else anew.
    void begin() {
        const auto saved = settings.state.empty() ? std::nullopt : state::StateFile{settings.state}.read();
        saved ? restore(*saved) : begin_anew();
    }

    void keep() {
        if (settings.state.empty()) return;
        keeper = std::make_unique<state::Keeper>(
            state::StateFile{settings.state}, [this] { return world.changes(); },
            [this] {
                const std::shared_lock together{beginning};
                return state::save(world, mailbox);
            });
    }

    void restore(const std::string& text) {
        try {
            state::load(world, mailbox, text);
        } catch (Error& problem) {
            throw std::move(problem).within("cannot begin with the state in " + settings.state);
        }
    }

    void begin_anew() {
        world.agenda.clear();
        post_office.clear();
        faults.restart();
        front_door.counts().forget();
        world.locked([&] {
            world.set_published_zones(std::make_shared<const std::vector<Zone>>());
            static_cast<WorldState&>(world) = {};
        });
        fixture.begin({world, models, operations});
        acm::begin_daily_rounds(world, world.clock.now());
    }

    const Settings settings;
    const Fixture fixture;
    const ServiceModels models;
    const Operations operations;
    SystemClock machine;
    Metrics metrics;
    Mailbox mailbox;
    PostOffice post_office;
    World world;
    /// Held alone while a world begins: nobody sees half of one. The servers are there before, because what
    /// happens in the beginning needs their ports.
    std::shared_mutex beginning;
    std::unique_lock<std::shared_mutex> closed{beginning};
    DnsServer name_server;
    Faults faults;
    FrontDoor front_door;
    AdminApi admin_api;
    std::unique_ptr<state::Keeper> keeper;  ///< none: what happens is forgotten with the process
    net::HttpServer admin, server;
    std::vector<std::unique_ptr<net::HttpServer>> also;
};

Sandbox::Sandbox(Settings settings) : state_(std::make_unique<State>(std::move(settings))) {}
Sandbox::~Sandbox() = default;

std::uint16_t Sandbox::port() const {
    return state_->server.port();
}

std::uint16_t Sandbox::admin_port() const {
    return state_->admin.port();
}

std::uint16_t Sandbox::dns_port() const {
    return state_->name_server.port();
}

void Sandbox::reset() {
    state_->reset();
}

}  // namespace certwright::sandbox
