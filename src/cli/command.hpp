#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The command line as data: nouns hold verbs, verbs hold what they take and what they do. Parsing,
/// help, the manual and the completions all read the same tree.
namespace certwright::cli {

class Session;

/// Something a command takes. `names` is "--region" or "-q,--search" for an option, "NAME" for an
/// argument that is known by its place.
struct Parameter {
    std::string names;
    std::string value;  ///< what stands for the value in the help: "REGION"; empty for a switch
    std::string meaning;
    bool required = false;
    bool repeatable = false;
    std::vector<std::string> choices;  ///< the only values it takes; empty for any
    /// Set for a whole number: the least and the most.
    std::optional<std::pair<std::int64_t, std::int64_t>> range;

    /// The name it is asked for by: the long one.
    std::string key() const;
};

/// What was given for the parameters of one command, by key.
class Given {
  public:
    explicit Given(std::map<std::string, std::vector<std::string>> values = {})
        : values_(std::move(values)) {}

    bool has(const std::string& key) const { return values_.contains(key); }
    std::optional<std::string> find(const std::string& key) const;
    /// The value, or `otherwise` when it was not given.
    std::string text(const std::string& key, std::string otherwise = {}) const;
    std::vector<std::string> texts(const std::string& key) const;
    std::optional<std::int64_t> number(const std::string& key) const;

  private:
    std::map<std::string, std::vector<std::string>> values_;
};

/// Exit codes; docs/command-line.md lists them.
enum class Exit { done = 0, failed = 1, refused = 2, completed_with_errors = 3, not_completed = 4 };

struct Command {
    std::string name;
    std::string meaning;      ///< one line, lower case, no full stop
    std::string description;  ///< more of it, for the help; may be empty
    std::vector<Parameter> arguments;
    std::vector<Parameter> options;
    std::vector<std::string> examples;
    std::function<Exit(const Given&, Session&)> run;  ///< empty for a noun that only holds commands
    std::vector<Command> commands;

    const Command* find(const std::string& wanted) const;
};

Parameter argument(std::string name, std::string meaning);
Parameter option(std::string names, std::string value, std::string meaning);
Parameter options(std::string names, std::string value, std::string meaning);
Parameter choice(std::string names, std::vector<std::string> choices, std::string meaning);
Parameter number(std::string names, std::int64_t least, std::int64_t most, std::string meaning);
Parameter toggle(std::string names, std::string meaning);
Parameter required(Parameter parameter);

}  // namespace certwright::cli
