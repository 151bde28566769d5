#!/usr/bin/env bash
# Runs a command of this repository in an empty Debian 12 root that has only git: the proof that
# nothing is missing in tools/packages.txt.
#
#   tools/fresh_root.sh [COMMAND...]    ./run --build, then certwright --version, when there is none
#
# It clones the last commit, so uncommitted changes are not seen. Needs root. The base system is kept
# in .cache/fresh; the root itself is removed at the end, unless CERTWRIGHT_KEEP_FRESH is set.
set -euo pipefail
# shellcheck source=tools/lib/certwright.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/certwright.sh"

FRESH=$CACHE/fresh
ROOT_DIRECTORY=$FRESH/root

# The mirror that this machine's apt uses for Debian 12 itself.
debian_mirror() {
    # shellcheck disable=SC2016 # apt-get expands it
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Release: bookworm' | head -n 1
}

make_base() {
    [[ -f $FRESH/base.tar ]] && return 0
    mkdir -p "$FRESH"
    rm -rf "$FRESH/base"
    step "making an empty Debian 12" debootstrap --variant=minbase --include=git,ca-certificates bookworm "$FRESH/base" "$(debian_mirror)"
    tar -C "$FRESH/base" -cf "$FRESH/base.tar.part" .
    mv "$FRESH/base.tar.part" "$FRESH/base.tar"
    rm -rf "$FRESH/base"
}

# How this machine reaches its package registries, so that the clients in there reach them too.
copy_client_settings() {
    local path
    for path in /etc/resolv.conf /etc/hosts /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf.d/99* \
        /etc/pip.conf /usr/etc/npmrc /root/.npmrc /etc/ssl/certs/ca-certificates.crt; do
        [[ -e $path ]] || continue
        mkdir -p "$ROOT_DIRECTORY$(dirname "$path")"
        cp -aL --no-target-directory "$path" "$ROOT_DIRECTORY$path"
    done
}

# The variables by which the clients find proxies and certificates, and nothing else of this environment.
client_environment() {
    env | grep -E '^(https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|PIP_[A-Z_]+|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS|NPM_CONFIG_[A-Z_]+)=' || true
    [[ -z ${NODE_EXTRA_CA_CERTS:-} ]] || echo "NPM_CONFIG_CAFILE=$NODE_EXTRA_CA_CERTS"
}

make_root() {
    rm -rf "$ROOT_DIRECTORY"
    mkdir -p "$ROOT_DIRECTORY"
    tar -C "$ROOT_DIRECTORY" -xf "$FRESH/base.tar"
    copy_client_settings
    git clone --quiet --no-hardlinks "$ROOT" "$ROOT_DIRECTORY/certwright"
}

# Mounts and processes live in namespaces of their own and end with the command.
run_inside() {
    local -a environment
    mapfile -t environment < <(client_environment)
    # shellcheck disable=SC2016 # the inner shell expands it
    unshare --mount --pid --fork --kill-child --propagation private bash -c '
        set -e
        root=$1; shift
        # It becomes the root of the namespace, as on a machine: who enters namespaces made in there lands in it.
        mount --bind "$root" "$root"
        cd "$root"
        mount -t proc proc "$root/proc"
        mkdir -p "$root/dev/shm"
        mount -t tmpfs tmpfs "$root/dev/shm"
        mkdir -p .outside
        pivot_root . .outside
        exec chroot . /bin/sh -c "umount -l /.outside && exec \"\$@\"" inside "$@"' fresh "$ROOT_DIRECTORY" \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb "${environment[@]}" \
        bash -c "cd /certwright && $*"
}

main() {
    ((EUID == 0)) || fail "debootstrap and chroot need root"
    ensure_packages fresh
    make_base
    make_root
    [[ -n ${CERTWRIGHT_KEEP_FRESH:-} ]] || trap 'rm -rf "$ROOT_DIRECTORY"' EXIT
    if (($# == 0)); then
        set -- ./run --build '&&' build/release/certwright --version
    fi
    say "in the fresh root: $*"
    run_inside "$@"
}

main "$@"
