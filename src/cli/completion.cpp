#include "cli/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

namespace certwright::cli {
namespace {

using Visit = std::function<void(const std::string& path, const Command&)>;

/// Shows every command with the words that lead to it: "certwright account add".
void walk(const Command& command, const std::string& path, const Visit& visit) {
    visit(path, command);
    for (const Command& inner : command.commands) walk(inner, path + " " + inner.name, visit);
}

std::vector<std::string> words_of(const Command& command) {
    std::vector<std::string> words;
    for (const Command& inner : command.commands) words.push_back(inner.name);
    for (const Parameter& parameter : command.options) words.push_back(parameter.key());
    for (const Parameter& parameter : command.arguments)
        words.insert(words.end(), parameter.choices.begin(), parameter.choices.end());
    words.emplace_back("--help");
    return words;
}

/// A text between single quotes of a shell.
std::string quoted(const std::string& text) {
    std::string safe = "'";
    for (const char c : text) safe += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return safe + "'";
}

/// The lines of a `case` that says which word leads deeper, what may follow at each place, and which
/// values the option in front of the cursor takes. bash and zsh read the same.
struct Cases {
    std::string deeper;
    std::string words;
    std::string values;
};

Cases cases_of(const Command& root) {
    Cases cases;
    walk(root, root.name, [&](const std::string& path, const Command& command) {
        if (path != root.name)
            cases.deeper += fmt::format("            {}) command=$next ;;\n", quoted(path));
        cases.words += fmt::format("        {}) words={} ;;\n", quoted(path),
                                   quoted(fmt::format("{}", fmt::join(words_of(command), " "))));
        for (const Parameter& parameter : command.options)
            if (!parameter.choices.empty())
                cases.values += fmt::format("        {}) words={} ;;\n", quoted(path + " " + parameter.key()),
                                            quoted(fmt::format("{}", fmt::join(parameter.choices, " "))));
    });
    return cases;
}

}  // namespace

std::string bash_completion(const Command& root) {
    const Cases cases = cases_of(root);
    return fmt::format(R"(# bash completion of {0}: source <({0} completion bash)
_{0}() {{
    local command={0} next word words=''
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        next="$command $word"
        case $next in
{1}        esac
    done
    case $command in
{2}    esac
    case "$command ${{COMP_WORDS[COMP_CWORD-1]}}" in
{3}    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}")
}}
complete -o default -F _{0} {0}
)",
                       root.name, cases.deeper, cases.words, cases.values);
}

std::string zsh_completion(const Command& root) {
    const Cases cases = cases_of(root);
    return fmt::format(R"(#compdef {0}
# zsh completion of {0}: source <({0} completion zsh)
_{0}() {{
    local command={0} next word
    for word in "${{(@)words[2,CURRENT-1]}}"; do
        next="$command $word"
        case $next in
{1}        esac
    done
    local previous=$words[CURRENT-1] words=''
    case $command in
{2}    esac
    case "$command $previous" in
{3}    esac
    compadd -- ${{=words}}
    _files
}}
compdef _{0} {0}
)",
                       root.name, cases.deeper, cases.words, cases.values);
}

std::string fish_completion(const Command& root) {
    std::string lines = fmt::format("# fish completion of {0}: {0} completion fish | source\n", root.name);
    // The words that were typed before the cursor and lead to a command, options left out.
    lines += fmt::format(
        "function __{0}_at\n    set -l words (commandline -opc | string match -v -- '-*')\n"
        "    test \"$words[1..$argv[1]]\" = \"$argv[2]\"\nend\n",
        root.name);
    walk(root, root.name, [&](const std::string& path, const Command& command) {
        const auto depth = std::ranges::count(path, ' ') + 1;
        const std::string here =
            fmt::format("complete -c {} -n {}", root.name,
                        quoted(fmt::format("__{}_at {} \"{}\"", root.name, depth, path)));
        for (const Command& inner : command.commands)
            lines += fmt::format("{} -f -a {} -d {}\n", here, inner.name, quoted(inner.meaning));
        for (const Parameter& parameter : command.options) {
            lines +=
                fmt::format("{} -l {} -d {}", here, parameter.key().substr(2), quoted(parameter.meaning));
            if (!parameter.value.empty()) lines += " -r";
            if (!parameter.choices.empty())
                lines +=
                    fmt::format(" -f -a {}", quoted(fmt::format("{}", fmt::join(parameter.choices, " "))));
            lines += "\n";
        }
    });
    return lines;
}

}  // namespace certwright::cli
