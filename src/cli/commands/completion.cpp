#include "cli/completion.hpp"

#include "app/version.hpp"
#include "cli/command_line.hpp"
#include "cli/commands/commands.hpp"
#include "cli/manual.hpp"

#include <fmt/format.h>

namespace certwright::cli {

Command completion_command() {
    Parameter shell = argument("SHELL", "bash, zsh or fish");
    shell.choices = {"bash", "zsh", "fish"};
    return {
        .name = "completion",
        .meaning = "print a completion script for a shell",
        .arguments = {shell},
        .examples = {"source <(certwright completion bash)"},
        .run =
            [](const Given& given, Session&) {
                const Command root = command_tree();
                const std::string wanted = given.text("SHELL");
                fmt::print("{}", wanted == "bash"  ? bash_completion(root)
                                 : wanted == "zsh" ? zsh_completion(root)
                                                   : fish_completion(root));
                return Exit::done;
            },
    };
}

Command manual_command() {
    return {
        .name = "man",
        .meaning = "print the manual page",
        .examples = {"certwright man | man -l -"},
        .run =
            [](const Given&, Session&) {
                fmt::print("{}", manual_page(command_tree(), app::version()));
                return Exit::done;
            },
    };
}

}  // namespace certwright::cli
