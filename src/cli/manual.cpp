#include "cli/manual.hpp"

#include "cli/help.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

/// groff reads `-` as a hyphen, `\` as an escape, and `.` or `'` at a line's start as a request. A long list
/// of choices may be broken at each bar.
std::string escaped(const std::string& text) {
    std::string safe = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
    for (const char c : text)
        safe += c == '\\'  ? std::string{"\\e"}
                : c == '-' ? std::string{"\\-"}
                : c == '|' ? std::string{"|\\:"}
                           : std::string{c};
    return safe;
}

void add_parameters(std::string& page, const std::vector<Parameter>& parameters) {
    for (const Parameter& parameter : parameters)
        page += fmt::format(".TP\n.B {}\n{}\n", escaped(written_form(parameter)),
                            escaped(parameter.meaning + (parameter.repeatable ? "; may be repeated" : "")));
}

void add_command(std::string& page, std::vector<const Command*>& path) {
    const Command& command = *path.back();
    if (command.run) {
        page += fmt::format(".SS {}\n{}.\n", escaped(usage_of(path)), escaped(command.meaning));
        if (!command.description.empty()) page += ".PP\n" + escaped(command.description) + "\n";
        add_parameters(page, command.arguments);
        add_parameters(page, command.options);
        for (const std::string& example : command.examples)
            page += fmt::format(".PP\n.EX\n{}\n.EE\n", escaped(example));
    }
    for (const Command& inner : command.commands) {
        path.push_back(&inner);
        add_command(page, path);
        path.pop_back();
    }
}

constexpr std::string_view ending = R"(.SH ENVIRONMENT
.TP
.B CERTWRIGHT_URL
the server that commands talk to; http://127.0.0.1:8080 when nothing else is said
.TP
.B CERTWRIGHT_TOKEN
the API token that they ask with; else the one that `certwright login` made
.TP
.B CERTWRIGHT_CA_BUNDLE
PEM file with the CAs to trust instead of the system's
.SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
failed
.TP
.B 2
refused: wrong usage or a value that cannot be
.TP
.B 3
done, but with errors: some regions failed, or a permission is missing
.TP
.B 4
not done: cancelled, or somebody said no
)";

}  // namespace

std::string manual_page(const Command& root, const std::string& version) {
    std::string page = fmt::format(".TH CERTWRIGHT 1 \"\" \"{} {}\"\n.SH NAME\n{} \\- {}\n", root.name,
                                   version, root.name, escaped(root.meaning));
    page +=
        fmt::format(".SH SYNOPSIS\n.B {}\n.I COMMAND\n[\\fIoptions\\fR]\n.SH DESCRIPTION\n{}\n.SH COMMANDS\n",
                    root.name, escaped(root.description));
    std::vector<const Command*> path{&root};
    add_command(page, path);
    page += ending;
    return page;
}

}  // namespace certwright::cli
