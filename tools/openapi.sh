#!/usr/bin/env bash
# Writes docs/openapi.json from the server's routes, and the types of the web UI from it. Run it after a
# change of a route; `./test integration lint` says when somebody forgot.
set -euo pipefail
# shellcheck source=tools/lib/certwright.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/certwright.sh"
# shellcheck source=tools/lib/parts.sh
source "$ROOT/tools/lib/parts.sh"

ensure_test_python
ensure_binary
"$CERTWRIGHT_PYTHON" "$ROOT/tests/integration/write_openapi.py"
npm --prefix "$ROOT/web" run generate
