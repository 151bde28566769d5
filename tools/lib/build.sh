# shellcheck shell=bash
# CMake presets: configured once, built with as many compilers as the memory can hold.

# The same source in another clone is the same compilation: paths below ROOT are no part of it.
export CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1

# Beast and Boost.JSON sources take up to 1.5 GB each at -O2.
build_jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable/ { print int($2 / 1572864) }' /proc/meminfo)
    ((memory < 1)) && memory=1
    echo $((cores < memory ? cores : memory))
}

# configure PRESET [NAME=VALUE...]: the first time, when the presets changed, or to set a cache entry that
# has another value. Changes of CMakeLists.txt are noticed by the build itself.
configure() {
    local preset=$1 directory=$ROOT/build/$1 stamp entry
    local -a settings=()
    shift
    ensure_service_models
    stamp=$(hash_of CMakePresets.json)
    for entry in "$@"; do
        grep -q "^${entry%%=*}:[A-Z]*=${entry#*=}\$" "$directory/CMakeCache.txt" 2>/dev/null || settings+=("-D$entry")
    done
    [[ -f $directory/build.ninja && -f $directory/presets.stamp && $(<"$directory/presets.stamp") == "$stamp" ]] &&
        ((${#settings[@]} == 0)) && return 0
    (cd "$ROOT" && step "configuring build/$preset" cmake --preset "$preset" "${settings[@]}")
    printf '%s\n' "$stamp" >"$directory/presets.stamp"
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    local -a targets=()
    (($# > 0)) && targets=(--target "$@")
    (cd "$ROOT" && step "building build/$preset ${*:-}" \
        cmake --build --preset "$preset" --parallel "$(build_jobs)" "${targets[@]}")
}
