#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/admin/duration.hpp"
#include "sandbox/faults/fault_rule.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox {
namespace {

constexpr std::uint64_t longest_burst = 10'000;
constexpr Duration longest_span = 10min;
constexpr Duration usual_lag = 5s;

constexpr std::string_view rule_members[] = {
    "name",  "service", "operation", "account", "region", "access_key", "nth",     "every",  "probability",
    "lasts", "times",   "clock",     "from",    "until",  "fault",      "latency", "status", "behind"};

/// Reads the members of one rule; what is wrong is said with the rule's place.
class RuleReader {
  public:
    RuleReader(const json::object& from, std::size_t place) : from_(from), place_(place) {}

    [[noreturn]] void refuse(std::string_view why, std::string hint = {}) const {
        throw Error{Fault::invalid, fmt::format("fault rule {}: {}", place_, why), std::move(hint)};
    }

    void check_members() const {
        for (const auto& member : from_) {
            const std::string_view name = member.key();
            if (std::find(std::begin(rule_members), std::end(rule_members), name) == std::end(rule_members))
                refuse(fmt::format("there is no member \"{}\"", name));
        }
    }

    /// One text or a list of them.
    std::vector<std::string> texts(std::string_view member) const {
        const auto* found = json::find(from_, member);
        if (found == nullptr) return {};
        if (found->is_string()) return {std::string{found->get_string()}};
        auto all = json::texts(from_, member);
        if (!found->is_array() || all.empty() || all.size() != found->get_array().size())
            refuse(fmt::format("\"{}\" is a text or a list of texts", member));
        return all;
    }

    std::optional<std::uint64_t> count(std::string_view member, std::int64_t least) const {
        const auto* found = json::find(from_, member);
        if (found == nullptr) return std::nullopt;
        return number(*found, member, least);
    }

    /// One count or a list of them.
    std::vector<std::uint64_t> counts(std::string_view member) const {
        const auto* found = json::find(from_, member);
        if (found == nullptr) return {};
        if (!found->is_array()) return {number(*found, member, 1)};
        std::vector<std::uint64_t> all;
        for (const auto& each : found->get_array()) all.push_back(number(each, member, 1));
        return all;
    }

    std::optional<double> probability() const {
        const auto* found = json::find(from_, "probability");
        if (found == nullptr) return std::nullopt;
        const double given = found->is_number() ? found->to_number<double>() : -1;
        if (given < 0 || given > 1) refuse("\"probability\" is a number from 0 to 1");
        return given;
    }

    std::optional<Time> time(std::string_view member) const {
        const auto* found = json::find(from_, member);
        if (found == nullptr) return std::nullopt;
        try {
            return parse_rfc3339(json::text(from_, member).value_or(""));
        } catch (const Error&) {
            refuse(fmt::format("\"{}\" is a time like 2027-06-01T00:00:00Z", member));
        }
    }

    Duration span(std::string_view member, const std::string& text) const {
        Duration given{};
        try {
            given = parse_duration(text);
        } catch (const Error& wrong) {
            refuse(fmt::format("\"{}\": {}", member, wrong.message()), wrong.hint());
        }
        if (given > longest_span) refuse(fmt::format("\"{}\" is at most 10m", member));
        return given;
    }

    std::string required_text(std::string_view member) const {
        auto text = json::text(from_, member);
        if (!text) refuse(fmt::format("it needs the text \"{}\"", member));
        return *std::move(text);
    }

    bool has(std::string_view member) const { return json::find(from_, member) != nullptr; }
    const json::object& from() const { return from_; }

  private:
    std::uint64_t number(const json::value& value, std::string_view member, std::int64_t least) const {
        const std::int64_t given = value.is_int64() ? value.get_int64() : -1;
        if (given < least) refuse(fmt::format("\"{}\" is a whole number, {} or more", member, least));
        return static_cast<std::uint64_t>(given);
    }

    const json::object& from_;
    const std::size_t place_;
};

void read_matchers(const RuleReader& reader, FaultRule& rule) {
    rule.services = reader.texts("service");
    rule.operations = reader.texts("operation");
    rule.accounts = reader.texts("account");
    rule.regions = reader.texts("region");
    rule.access_keys = reader.texts("access_key");
}

void read_moments(const RuleReader& reader, FaultRule& rule) {
    rule.nth = reader.counts("nth");
    rule.every = reader.count("every", 1).value_or(0);
    rule.probability = reader.probability();
    if (reader.has("nth") + reader.has("every") + reader.has("probability") > 1)
        reader.refuse("only one of \"nth\", \"every\" and \"probability\" can choose the calls");
    rule.lasts = reader.count("lasts", 1).value_or(1);
    if (rule.lasts > longest_burst) reader.refuse(fmt::format("\"lasts\" is at most {}", longest_burst));
    rule.times = reader.count("times", 1);
    const auto clock = reader.has("clock") ? reader.required_text("clock") : "virtual";
    if (clock != "virtual" && clock != "machine") reader.refuse("\"clock\" is virtual or machine");
    rule.clock = clock == "virtual" ? FaultClock::virtual_time : FaultClock::machine_time;
    rule.from = reader.time("from");
    rule.until = reader.time("until");
    if (rule.from && rule.until && *rule.from >= *rule.until) reader.refuse("\"from\" is before \"until\"");
}

void read_latency(const RuleReader& reader, FaultRule& rule) {
    const auto texts = reader.texts("latency");
    if (texts.empty() || texts.size() > 2)
        reader.refuse(R"(a latency needs "latency")", R"(write "200ms" or ["100ms", "2s"])");
    rule.latency_least = reader.span("latency", texts.front());
    rule.latency_most = reader.span("latency", texts.back());
    if (rule.latency_least > rule.latency_most) reader.refuse("\"latency\" begins with the shorter one");
}

void read_status(const RuleReader& reader, FaultRule& rule) {
    const auto usual = rule.kind == FaultKind::proxy_error ? 502 : 500;
    const auto status = json::find(reader.from(), "status") == nullptr
                            ? usual
                            : json::integer(reader.from(), "status").value_or(0);
    if (status != 500 && status != 502 && status != 503 && status != 504)
        reader.refuse("\"status\" is 500, 502, 503 or 504");
    rule.status = static_cast<int>(status);
}

void read_effect(const RuleReader& reader, FaultRule& rule) {
    const auto name = reader.required_text("fault");
    const auto kind = fault_kind_of(name);
    if (!kind) reader.refuse(fmt::format("there is no fault '{}'", name), "one of " + fault_kinds());
    rule.kind = *kind;
    const bool answers_5xx = rule.kind == FaultKind::server_error || rule.kind == FaultKind::proxy_error;
    const std::pair<std::string_view, bool> belonging[] = {{"latency", rule.kind == FaultKind::latency},
                                                           {"status", answers_5xx},
                                                           {"behind", rule.kind == FaultKind::stale}};
    for (const auto& [member, belongs] : belonging) {
        if (!belongs && reader.has(member))
            reader.refuse(fmt::format("\"{}\" does not belong to {}", member, to_string(rule.kind)));
    }
    if (rule.kind == FaultKind::latency) read_latency(reader, rule);
    if (answers_5xx) read_status(reader, rule);
    if (rule.kind == FaultKind::stale)
        rule.behind =
            reader.has("behind") ? reader.span("behind", reader.required_text("behind")) : usual_lag;
}

}  // namespace

FaultRule FaultRule::parse(const json::value& from, std::size_t place) {
    if (!from.is_object()) throw Error{Fault::invalid, fmt::format("fault rule {} is not an object", place)};
    const RuleReader reader{from.get_object(), place};
    reader.check_members();
    FaultRule rule;
    rule.name = reader.has("name") ? reader.required_text("name") : fmt::format("rule {}", place);
    read_matchers(reader, rule);
    read_moments(reader, rule);
    read_effect(reader, rule);
    return rule;
}

}  // namespace certwright::sandbox
