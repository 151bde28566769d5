# shellcheck shell=bash
# The web UI: dependencies when the lock changed, a build when an input changed.

# hash_of PATH...: one hash over names and contents of all files below these paths
hash_of() {
    (cd "$ROOT" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
}

ensure_web_dependencies() {
    local stamp
    ensure_node
    stamp="$(hash_of web/package-lock.json web/package.json) node $(node --version)"
    [[ -f $CACHE/npm.stamp && -d $ROOT/web/node_modules && $(<"$CACHE/npm.stamp") == "$stamp" ]] && return 0
    step "installing the web UI's dependencies" npm --prefix "$ROOT/web" ci --no-audit --no-fund
    mkdir -p "$CACHE"
    printf '%s\n' "$stamp" >"$CACHE/npm.stamp"
}

ensure_web_build() {
    local stamp
    stamp=$(hash_of web/src web/public web/index.html web/package-lock.json web/vite.config.ts web/tsconfig.json)
    [[ -f $CACHE/web.stamp && -f $ROOT/web/dist/index.html && $(<"$CACHE/web.stamp") == "$stamp" ]] && return 0
    ensure_web_dependencies
    step "building the web UI" npm --prefix "$ROOT/web" run build
    printf '%s\n' "$stamp" >"$CACHE/web.stamp"
}
