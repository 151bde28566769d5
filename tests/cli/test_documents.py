"""The documentation is true: links lead somewhere, examples and settings exist."""

import pathlib
import re

import pytest

import documents
from certwright import run

OPTION = re.compile(r"^  (?:-\w, )?(--[\w-]+)", re.MULTILINE)
COMMAND = re.compile(r"^commands\n((?:  .+\n)+)", re.MULTILINE)


def help_of(path: list[str]) -> str:
    done = run([*path, "--help"])
    assert done.returncode == 0, f"certwright {' '.join(path)}: {done.stderr}"
    return done.stdout


def subcommands(text: str) -> list[str]:
    listed = COMMAND.search(text)
    return re.findall(r"^  (\w[\w-]*)  ", listed.group(1), re.MULTILINE) if listed else []


def runs_by_itself(text: str) -> bool:
    """Takes arguments beside its commands: `certwright deploy CERT`, `certwright deploy list`."""
    return not text.splitlines()[0].endswith(" COMMAND")


def problem_with(words: list[str]) -> str | None:
    """Nothing when the words are a command that exists, with options that it takes."""
    path: list[str] = []
    text = help_of([])
    while words and (inner := subcommands(text)):
        if words[0] not in inner:
            if runs_by_itself(text):
                break
            return None if words[0].startswith("--") or words[0].isupper() else f"no command '{words[0]}'"
        path.append(words[0])
        words = words[1:]
        text = help_of(path)
    known = {*OPTION.findall(text), "--help", "--version"}
    unknown = [word for word in words if word.startswith("--") and word.split("=")[0] not in known]
    return f"{' '.join(path)} does not take {unknown}" if unknown else None


def all_paths(path: list[str] | None = None) -> list[list[str]]:
    path = path or []
    return [path] + [found for name in subcommands(help_of(path)) for found in all_paths([*path, name])]


@pytest.mark.parametrize("path", documents.DOCUMENTS, ids=lambda path: str(path.relative_to(documents.ROOT)))
def test_links_lead_somewhere(path: pathlib.Path) -> None:
    assert documents.broken_links(path) == []


def test_examples_are_commands_that_exist() -> None:
    commands = [(path, command) for path in documents.DOCUMENTS for command in documents.examples(path)]
    assert len(commands) > 15
    problems = [
        f"{path.name}: {' '.join(command)}: {problem}"
        for path, command in commands
        if (problem := problem_with(command))
    ]
    assert problems == []


def test_examples_in_the_help_are_commands_that_exist() -> None:
    examples = [
        command
        for path in all_paths()
        for text in help_of(path).split("\nexamples\n")[1:]
        for command in documents.commands_in(text)
    ]
    assert len(examples) > 10
    assert [problem for command in examples if (problem := problem_with(command))] == []


def test_every_command_stands_in_the_documentation() -> None:
    text = (documents.ROOT / "docs" / "command-line.md").read_text()
    table = text.split("| noun | verbs |")[1].split("\n\n")[0]
    listed = {
        noun: set(re.findall(r"`([\w-]+)`", verbs))
        for noun, verbs in re.findall(r"^\| `(\w+)` \| (.*) \|", table, re.M)
    }
    for noun in ["account", "discovery", "aws", "cert", "deploy", "job", "token", "user", "audit"]:
        assert listed[noun] == set(subcommands(help_of([noun]))), noun


def test_every_setting_stands_in_the_documentation() -> None:
    flags = set(OPTION.findall(help_of(["serve"]))) - {"--help", "--config"}
    assert {f"--{name.replace('_', '-')}" for name in documents.settings_table()} == flags
