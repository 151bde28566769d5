#include "cli/parser.hpp"

#include "base/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <deque>

namespace certwright::cli {
namespace {

/// Of one command: as many as a shell passes on.
constexpr int most_arguments = 1'000'000;

/// One command and its CLI11 counterpart, with the places CLI11 writes to.
struct Node {
    const Command* command;
    CLI::App* app;
    std::map<std::string, CLI::Option*> options;
};

std::string check_choice(const Parameter& parameter, const std::string& value) {
    if (std::ranges::find(parameter.choices, value) != parameter.choices.end()) return {};
    return fmt::format("'{}' is none of {}", value, fmt::join(parameter.choices, ", "));
}

std::string check_range(const Parameter& parameter, const std::string& value) {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    const auto [least, most] = *parameter.range;
    if (problem == std::errc{} && end == value.data() + value.size() && number >= least && number <= most)
        return {};
    return fmt::format("'{}' is no whole number from {} to {}", value, least, most);
}

CLI::Option* add_parameter(CLI::App& app, const Parameter& parameter) {
    if (parameter.value.empty()) return app.add_flag(parameter.names, parameter.meaning);
    CLI::Option* option = app.add_option(parameter.names);
    const bool is_argument = !parameter.names.starts_with('-');
    if (parameter.repeatable && is_argument) option->expected(1, most_arguments);
    // One value for each time the name is written: a list would swallow what follows it.
    if (parameter.repeatable)
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(is_argument);
    else
        option->multi_option_policy(CLI::MultiOptionPolicy::Throw);
    if (!parameter.choices.empty())
        option->check([&parameter](const std::string& value) { return check_choice(parameter, value); });
    if (parameter.range)
        option->check([&parameter](const std::string& value) { return check_range(parameter, value); });
    return option->required(parameter.required);
}

void add_command(std::deque<Node>& nodes, const Command& command, CLI::App& app) {
    Node& node = nodes.emplace_back(&command, &app);
    for (const Parameter& parameter : command.arguments)
        node.options[parameter.key()] = add_parameter(app, parameter);
    for (const Parameter& parameter : command.options)
        node.options[parameter.key()] = add_parameter(app, parameter);
    for (const Command& inner : command.commands) add_command(nodes, inner, *app.add_subcommand(inner.name));
    if (!command.run) app.require_subcommand(1);
}

std::vector<const Command*> path_of(const std::deque<Node>& nodes) {
    std::vector<const Command*> path;
    for (const Node& node : nodes)
        if (path.empty() || node.app->parsed()) path.push_back(node.command);
    return path;
}

std::string written(const std::vector<const Command*>& path) {
    std::string words;
    for (const Command* command : path) words += (words.empty() ? "" : " ") + command->name;
    return words;
}

/// CLI11's message in our words: lower case, no full stop.
std::string message_of(const CLI::ParseError& error) {
    std::string message = error.what();
    while (message.ends_with('\n') || message.ends_with('.')) message.pop_back();
    if (message.size() > 1 && std::isupper(static_cast<unsigned char>(message[0])) != 0 &&
        std::islower(static_cast<unsigned char>(message[1])) != 0)
        message[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(message[0])));
    return message;
}

}  // namespace

Parsed parse(const Command& root, const std::vector<std::string>& words) {
    CLI::App app{root.meaning, root.name};
    std::deque<Node> nodes;
    add_command(nodes, root, app);
    try {
        app.parse(std::vector<std::string>{words.rbegin(), words.rend()});
    } catch (const CLI::CallForHelp&) {
        return {path_of(nodes), Given{}, true};
    } catch (const CLI::ExtrasError&) {
        const auto path = path_of(nodes);
        throw Error{Fault::invalid,
                    fmt::format("'{}' does not take {}", written(path), fmt::join(app.remaining(true), " ")),
                    "`" + written(path) + " --help` says what it takes"};
    } catch (const CLI::RequiredError& error) {
        const auto path = path_of(nodes);
        const bool names_command = !path.back()->run;
        throw Error{
            Fault::invalid, names_command ? "'" + written(path) + "' needs a command" : message_of(error),
            "`" + written(path) + " --help` says " + (names_command ? "which there are" : "what it takes")};
    } catch (const CLI::ParseError& error) {
        throw Error{Fault::invalid, message_of(error),
                    "`" + written(path_of(nodes)) + " --help` says what it takes"};
    }
    const auto path = path_of(nodes);
    const auto chosen = std::ranges::find(nodes, path.back(), &Node::command);
    std::map<std::string, std::vector<std::string>> values;
    for (const auto& [key, option] : chosen->options)
        if (option->count() > 0) values[key] = option->results();
    return {path, Given{std::move(values)}, false};
}

}  // namespace certwright::cli
