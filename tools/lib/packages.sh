# shellcheck shell=bash
# Debian packages: asked of dpkg first, so that a machine that has them needs neither root nor network.

# packages_of SECTION...: the package names of these sections of tools/packages.txt
packages_of() {
    local wanted=" $* " section='' name
    while read -r name _; do
        case $name in
            '' | '#'*) ;;
            '['*) section=${name:1:-1} ;;
            *) [[ $wanted == *" $section "* ]] && printf '%s\n' "$name" ;;
        esac
    done <"$ROOT/tools/packages.txt" | sort -u
}

is_installed() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

apt_install() {
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "$@"
}

# ensure_packages SECTION...: installs what is missing of these sections
ensure_packages() {
    local name
    local -a missing=()
    command -v dpkg-query >/dev/null || fail "this is not Debian: install the packages of tools/packages.txt by hand"
    while read -r name; do
        is_installed "$name" || missing+=("$name")
    done < <(packages_of "$@")
    ((${#missing[@]} == 0)) && return 0
    if ((EUID != 0)) && ! command -v sudo >/dev/null; then
        fail "${#missing[@]} Debian packages are missing, and there is neither root nor sudo to install them" \
            "as root: apt-get install --no-install-recommends ${missing[*]}"
    fi
    step "installing ${#missing[@]} Debian packages for: $*" apt_install "${missing[@]}"
}
