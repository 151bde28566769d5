#!/usr/bin/env python3
"""Compares the includes and the CMake DEPENDS of src/ with the table in docs/architecture.md.

The table is the rule. A module may include itself and the modules its row names, which must all
be of a lower layer, so that a cycle cannot be written down. Some foreign headers, and co_await,
belong to few places: FOREIGN says where.
"""

import dataclasses
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE_ROW = re.compile(r"^\|\s*(\d+)\s*\|\s*`(\w+)`\s*\|([^|]*)\|", re.MULTILINE)
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
ADD_MODULE = re.compile(r"add_module\(\s*(\w+)([^)]*)\)")

HTTP_EDGE = r"net/(http_server_\w+\.hpp|http_server\w*\.cpp|request_reader\.cpp)"
# (what, pattern of an included header, pattern of the files that may include it, why)
FOREIGN = [
    (
        "Asio and Beast",
        r"boost/(asio|beast)\b.*",
        HTTP_EDGE,
        "they cost 10 s a source; the HTTP edge is one place",
    ),
    ("SQLite", r"sqlite3\.h", r"store/.*\.cpp", "SQL goes through store's connection port"),
    ("libpq", r"libpq-fe\.h", r"store/.*\.cpp", "SQL goes through store's connection port"),
    ("libcurl", r"curl/.*", r"net/.*\.cpp", "outgoing HTTP goes through net's transport port"),
    ("OpenSSL", r"openssl/.*", r"(crypto|x509|net)/.*", "C handles end in one place"),
    ("spdlog", r"spdlog/.*", r"base/.*\.cpp", "base/log.hpp is the only door"),
    ("Prometheus", r"prometheus/.*", r"base/.*\.cpp", "base/metrics.hpp is the only door"),
    ("CLI11", r"CLI/.*", r"(cli|sandbox)/.*\.cpp", "only command lines parse arguments"),
    ("toml++", r"toml\+\+/.*", r"app/.*\.cpp", "only the settings are TOML"),
    ("pugixml", r"pugixml\.hpp", r"(aws|sandbox)/.*\.cpp", "only AWS speaks XML"),
    ("yaml-cpp", r"yaml-cpp/.*", r"sandbox/fixture/yaml\.cpp", "only fixtures are YAML"),
    ("PCRE2", r"pcre2\.h", r"sandbox/wire/pattern\.cpp", "only service models need Java's patterns"),
    ("libcbor", r"cbor\.h", r"sandbox/wire/cbor_\w+\.cpp", "CBOR is one codec beside the others"),
    ("libidn2", r"idn2\.h", r"x509/international_name\.cpp", "one way from what people write to A-labels"),
    ("c-ares", r"ares\w*\.h", r"dns/.*\.cpp", "look-ups go through dns's resolver port"),
    (
        "ldns",
        r"ldns/.*",
        r"dns/ldns\.hpp",
        "sources of dns and sandbox include dns/ldns.hpp, others see values",
    ),
]


@dataclasses.dataclass(frozen=True)
class Row:
    layer: int
    may_include: frozenset[str]


def table() -> dict[str, Row]:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return {
        module: Row(int(layer), frozenset(re.findall(r"`(\w+)`", allowed)))
        for layer, module, allowed in TABLE_ROW.findall(text)
    }


def table_problems(rows: dict[str, Row]) -> list[str]:
    problems = []
    directories = {path.name for path in (ROOT / "src").iterdir() if path.is_dir()}
    for module in sorted(directories ^ rows.keys()):
        problems.append(f"module '{module}' is in only one of src/ and the table of docs/architecture.md")
    for module, row in rows.items():
        for other in sorted(row.may_include):
            if other not in rows:
                problems.append(f"the table lets '{module}' include '{other}', which has no row")
            elif rows[other].layer >= row.layer:
                problems.append(
                    f"the table lets '{module}' (layer {row.layer}) include '{other}' (layer {rows[other].layer})"
                )
    return problems


def cmake_problems(rows: dict[str, Row]) -> list[str]:
    problems = []
    for path in sorted((ROOT / "src").glob("*/CMakeLists.txt")):
        declared = ADD_MODULE.search(path.read_text(encoding="utf-8"))
        if not declared:
            continue
        module, arguments = declared[1], declared[2].split()
        depends = set()
        if "DEPENDS" in arguments:
            rest = arguments[arguments.index("DEPENDS") + 1 :]
            depends = set(rest[: rest.index("LIBRARIES")] if "LIBRARIES" in rest else rest)
        allowed = rows[module].may_include if module in rows else frozenset()
        for other in sorted(depends ^ allowed):
            where = "CMake but not in the table" if other in depends else "the table but not in CMake"
            problems.append(f"{path.relative_to(ROOT)}: {module} -> {other} is in {where}")
    return problems


def include_problems(rows: dict[str, Row]) -> list[str]:
    problems = []
    for path in sorted([*(ROOT / "src").rglob("*.cpp"), *(ROOT / "src").rglob("*.hpp")]):
        relative = path.relative_to(ROOT / "src").as_posix()
        module = relative.split("/")[0] if "/" in relative else None
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            where = f"src/{relative}:{text.count(chr(10), 0, match.start()) + 1}"
            own, foreign = match.groups()
            other = own.split("/")[0] if own and "/" in own else None
            if module in rows and other in rows and other != module and other not in rows[module].may_include:
                problems.append(f"{where}: {module} may not include {other} ({own})")
            for what, header, place, why in FOREIGN:
                if re.fullmatch(header, own or foreign) and not re.fullmatch(place, relative):
                    problems.append(f"{where}: {what} does not belong here: {why}")
        if re.search(r"\bco_(await|return|yield)\b", text) and not re.fullmatch(HTTP_EDGE, relative):
            problems.append(f"src/{relative}: coroutines live in the HTTP edge only (docs/adr/0001)")
    return problems


def main() -> int:
    rows = table()
    if not rows:
        print("docs/architecture.md has no layer table")
        return 1
    problems = table_problems(rows) + cmake_problems(rows) + include_problems(rows)
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
