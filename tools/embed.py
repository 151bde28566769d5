#!/usr/bin/env python3
"""Writes a C++ source that holds the files of a directory: embed.py NAME DIRECTORY OUTPUT [NEEDED HINT].

The bytes come in through the assembler's .incbin, which costs the compiler nothing however large
the files are. Without the file NEEDED it fails with the hint.
"""

import pathlib
import sys


def main() -> None:
    name, directory, output = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
    for needed, hint in zip(sys.argv[4::2], sys.argv[5::2], strict=True):
        if not (directory / needed).is_file():
            sys.exit(f"error: {hint}")
    files = sorted(p for p in directory.rglob("*") if p.is_file()) if directory.is_dir() else []
    out = ['#include "base/embedded.hpp"', ""]
    for number, path in enumerate(files):
        out += [
            f'__asm__(".section .rodata\\n.balign 16\\nembedded_{name}_{number}:\\n.incbin \\"{path}\\"\\n"',
            f'        "embedded_{name}_{number}_end:\\n.byte 0\\n.previous\\n");',
            f'extern "C" const char embedded_{name}_{number}[];',
            f'extern "C" const char embedded_{name}_{number}_end[];',
        ]
    out += ["", "namespace certwright {", f"std::vector<EmbeddedFile> embedded_{name}() {{", "    return {"]
    for number, path in enumerate(files):
        symbol = f"embedded_{name}_{number}"
        relative = path.relative_to(directory).as_posix()
        out.append(
            f'        {{"{relative}", {{{symbol}, static_cast<std::size_t>({symbol}_end - {symbol})}}}},'
        )
    out += ["    };", "}", "}  // namespace certwright", ""]
    output.write_text("\n".join(out))


main()
