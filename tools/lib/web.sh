# shellcheck shell=bash
# npm packages when their lock changed; the web UI built when an input changed.

# hash_of PATH...: one hash over names and contents of all files below these paths
hash_of() {
    (cd "$ROOT" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
}

# ensure_npm DIRECTORY STAMP WHAT: what the lock of this directory names, again when the lock or node changed
ensure_npm() {
    local directory=$1 file=$CACHE/$2 stamp
    ensure_node
    stamp="$(hash_of "$directory/package-lock.json" "$directory/package.json") node $(node --version)"
    [[ -f $file && -d $ROOT/$directory/node_modules && $(<"$file") == "$stamp" ]] && return 0
    step "installing $3" npm --prefix "$ROOT/$directory" ci --no-audit --no-fund
    mkdir -p "$CACHE"
    printf '%s\n' "$stamp" >"$file"
}

ensure_web_dependencies() { ensure_npm web npm.stamp "the web UI's dependencies"; }

# The AWS SDK for JavaScript, by which tests talk to the sandbox.
ensure_js_clients() { ensure_npm tests/sandbox/js js-clients.stamp "AWS's clients for JavaScript"; }

ensure_web_build() {
    local stamp
    stamp=$(hash_of web/src web/public web/index.html web/package-lock.json web/vite.config.ts web/tsconfig.json)
    [[ -f $CACHE/web.stamp && -f $ROOT/web/dist/index.html && $(<"$CACHE/web.stamp") == "$stamp" ]] && return 0
    ensure_web_dependencies
    step "building the web UI" npm --prefix "$ROOT/web" run build
    printf '%s\n' "$stamp" >"$CACHE/web.stamp"
}

# prettier_of_tests --check|--write
prettier_of_tests() {
    "$ROOT/web/node_modules/.bin/prettier" --config "$ROOT/web/.prettierrc.json" --log-level warn "$1" "$ROOT"/tests/sandbox/js/*.mjs
}
