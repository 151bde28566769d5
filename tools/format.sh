#!/usr/bin/env bash
# Formats every source as ./test lint wants it: clang-format, ruff, prettier.
set -euo pipefail
# shellcheck source=tools/lib/certwright.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/certwright.sh"

ensure_packages build lint
ensure_test_python
ensure_web_dependencies
git -C "$ROOT" ls-files -z --cached --others --exclude-standard '*.cpp' '*.hpp' |
    (cd "$ROOT" && xargs -0 clang-format-16 -i)
"$CACHE/venv/bin/ruff" check --no-cache --fix --quiet "$ROOT/tools" "$ROOT/tests" "$ROOT/bench" || true
"$CACHE/venv/bin/ruff" format --no-cache --quiet "$ROOT/tools" "$ROOT/tests" "$ROOT/bench"
npm --prefix "$ROOT/web" run format
prettier_of_tests --write
