#include "sandbox/state/saved_world.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/acm/daily_round.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/pca/life.hpp"
#include "sandbox/state/state_reader.hpp"
#include "sandbox/state/state_writer.hpp"
#include "sandbox/world/published_zones.hpp"

#include <fmt/format.h>

#include <shared_mutex>

namespace certwright::sandbox::state {
namespace {

constexpr std::string_view format = "certwright-sandbox state";
/// Another one whenever a file of the version before could be misread.
constexpr std::int64_t version = 1;

/// Relative to the machine's, so that a world that is put aside for a week is a week older then.
struct SavedClock {
    Duration ahead{};
    double rate = 1;
};
BOOST_DESCRIBE_STRUCT(SavedClock, (), (ahead, rate))

struct SavedWorld {
    SavedClock clock;
    std::optional<SavedAuthorities> authorities;
    std::vector<ValidationMail> mails;  ///< the newest first
    WorldState world;
};

json::value parse_state(std::string_view text) {
    boost::system::error_code problem;
    auto parsed = boost::json::parse(text, problem);
    if (problem) throw Error{Fault::invalid, "it is damaged: " + problem.message()};
    return parsed;
}

void check_version(const json::object& file) {
    if (json::text(file, "format") != format) throw Error{Fault::invalid, "it is no state of a sandbox"};
    const auto found = json::integer(file, "version").value_or(0);
    if (found != version) {
        throw Error{
            Fault::invalid,
            fmt::format("it is of version {}, and this program understands version {}", found, version)};
    }
}

std::vector<SharedText> texts_of(const json::object& file) {
    std::vector<SharedText> texts;
    for (auto& text : json::texts(file, "texts")) texts.emplace_back(std::move(text));
    return texts;
}

SavedWorld read_file(std::string_view text) {
    const auto value = parse_state(text);
    const auto& file = StateReader::object_of(value);
    check_version(file);
    const StateReader reader{texts_of(file)};
    SavedWorld saved;
    reader.read_member(file, "clock", saved.clock);
    reader.read_member(file, "authorities", saved.authorities);
    reader.read_member(file, "mails", saved.mails);
    reader.read_member(file, "world", saved.world);
    return saved;
}

/// Each service puts on the agenda what its state waits for.
void resume_all(World& world, Time now) {
    acm::resume(world, now);
    acm::begin_daily_rounds(world, now);
    pca::resume(world);
}

}  // namespace

std::string save(World& world, const Mailbox& mailbox) {
    StateWriter writer;
    const auto member = [&](std::string_view name, const auto& value) {
        writer.raw(",\n");
        writer.raw(fmt::format("\"{}\":", name));
        writer.write(value);
    };
    writer.raw(fmt::format("{{\"format\":\"{}\",\n\"version\":{}", format, version));
    {
        const std::shared_lock shared{world.lock};
        member("clock", SavedClock{world.clock.ahead(), world.clock.rate()});
        member("world", static_cast<const WorldState&>(world));
    }
    member("authorities", world.public_authority.saved());
    member("mails", mailbox.all());
    std::vector<std::string> texts;
    for (const auto& text : writer.texts()) texts.push_back(text.text());
    member("texts", texts);
    writer.raw("}\n");
    return writer.take();
}

void load(World& world, Mailbox& mailbox, std::string_view text) {
    auto saved = read_file(text);
    if (saved.authorities) world.public_authority.restore(*saved.authorities);
    for (auto mail = saved.mails.rbegin(); mail != saved.mails.rend(); ++mail) {
        // Nobody hands it in any more.
        if (mail->delivery.state == Delivery::State::waiting)
            mail->delivery.state = Delivery::State::inbox_only;
        mailbox.put(std::move(*mail));
    }
    world.clock.resume(saved.clock.ahead, saved.clock.rate);
    world.locked([&] {
        static_cast<WorldState&>(world) = std::move(saved.world);
        publish_zones(world);
        resume_all(world, world.clock.now());
    });
}

}  // namespace certwright::sandbox::state
