"""What the documentation says that a machine can hold against the program."""

import pathlib
import re
import shlex

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
PROGRAM = re.compile(r"\bcertwright( (?!serve$)[^|;`)]*)")


def anchors(path: pathlib.Path) -> set[str]:
    """The fragments that a Markdown viewer gives to the headings."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(path.read_text())
    }


def broken_links(path: pathlib.Path) -> list[str]:
    broken = []
    for link in LINK.findall(path.read_text()):
        if link.startswith(("http://", "https://")):
            continue
        file, _, fragment = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (fragment and fragment not in anchors(target)):
            broken.append(link)
    return broken


def commands_in(text: str) -> list[list[str]]:
    """Every use of the program in shell lines, as words: `certwright account list | wc` gives account, list."""
    found = []
    for line in text.replace("\\\n", " ").splitlines():
        for match in PROGRAM.finditer(line):
            words = shlex.split(match.group(1), comments=True)
            found.append(words[: words.index(">")] if ">" in words else words)
    return found


def examples(path: pathlib.Path) -> list[list[str]]:
    return [
        command
        for language, block in FENCE.findall(path.read_text())
        if language in ("", "sh")
        for line in block.splitlines()
        if re.match(r"\s*(export \w+=\$\()?certwright |\s*source <\(certwright ", line)
        for command in commands_in(line)
    ]


def settings_table() -> dict[str, str]:
    """Name and default of every server setting that docs/configuration.md lists."""
    text = (ROOT / "docs" / "configuration.md").read_text().split("```")[0]
    return dict(re.findall(r"^\| `(\w+)` \|([^|]*)\|", text, re.MULTILINE))
