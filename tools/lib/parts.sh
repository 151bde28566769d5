# shellcheck shell=bash
# The parts of ./test: one function each, which installs and builds what it needs.

# describe_parts: name and meaning of every part, in the order in which they run
describe_parts() {
    cat <<'END'
lint         formatting, layers, file rules, spelling, shell, Python and TypeScript
unit         modules by themselves                              (by name only: asan has them too)
contract     each port against all its adapters                 (by name only: asan has them too)
integration  the real binary against moto and boto3
cli          transcripts of the command line
sandbox      the AWS sandbox, by boto3, the AWS CLI and SDK for JavaScript, openssl and dig
web          unit tests of the web UI
e2e          the web UI in Chromium
asan         unit and contract tests, built by clang, under the address and undefined-behaviour sanitizers
fuzz         each fuzzer for a number of runs, or six seconds
tsan         contract tests, and unit tests that start threads, under the thread sanitizer, on SQLite; jobs on both
clang        unit and contract tests as built by clang          (by name only)
tidy         clang-tidy on every source                         (by name only)
bench        every benchmark once, to see that it still runs    (by name only)
fresh        ./run --build in an empty Debian 12 root           (by name only)
END
}

default_parts() { describe_parts | awk '!/by name only/ { print $1 }'; }

cpp_sources() { git -C "$ROOT" ls-files --cached --others --exclude-standard '*.cpp' '*.hpp' | sed "s|^|$ROOT/|"; }

shell_sources() { git -C "$ROOT" grep -lIE '^#!.*\bbash|^# shellcheck shell=bash' -- ':!*.md' | sed "s|^|$ROOT/|"; }

# check TEXT COMMAND...: a lint that lets the next one run even when it fails
check() {
    local text=$1
    shift
    (step "$text" "$@") || lint_failures+=("$text")
}

part_lint() {
    local -a lint_failures=()
    ensure_packages build lint
    ensure_test_python
    ensure_web_dependencies
    check "clang-format" xargs -d '\n' clang-format-16 --dry-run -Werror < <(cpp_sources)
    check "layers" "$CERTWRIGHT_PYTHON" "$ROOT/tools/check_layers.py"
    check "file rules" "$CERTWRIGHT_PYTHON" "$ROOT/tools/check_files.py"
    check "shellcheck" xargs -d '\n' shellcheck --external-sources < <(shell_sources)
    check "ruff" "$CACHE/venv/bin/ruff" check --no-cache "$ROOT/tools" "$ROOT/tests" "$ROOT/bench"
    check "codespell" codespell --skip='*.pem,*.json,*.txt,*.svg,*/corpus/*,*/schema.ts,*/node_modules/*' \
        --ignore-words="$ROOT/tools/codespell-ignore.txt" "$ROOT"/{src,tests,bench,tools,docs,web/src,web/e2e} "$ROOT"/*.md
    check "eslint" npm --prefix "$ROOT/web" run lint
    check "prettier" npm --prefix "$ROOT/web" run format:check
    check "prettier of tests" prettier_of_tests --check
    check "types of the API" npm --prefix "$ROOT/web" run generate:check
    check "typescript" npm --prefix "$ROOT/web" run typecheck
    ((${#lint_failures[@]} == 0)) || fail "these lints failed: $(printf '%s, ' "${lint_failures[@]}" | sed 's/, $//')" \
        "tools/format.sh puts right what clang-format, ruff and prettier say"
}

# run_ctest PRESET OPTION...: two at a time, because many cases wait
run_ctest() {
    (cd "$ROOT" && ctest --preset "$1" "${@:2}" --parallel "$(nproc)" --no-tests=error --timeout 900)
}

# cpp_tests PRESET LABEL-PATTERN: without the server and the command line, which no such test needs
cpp_tests() {
    ensure_packages build test
    ensure_test_python
    configure "$1"
    build "$1" certwright_tests
    run_ctest "$1" --label-regex "$2"
}

part_unit() { cpp_tests dev '^unit$'; }
part_contract() { cpp_tests dev '^contract$'; }

# The binaries under test are those that users run, web UI and optimiser included.
ensure_binary() {
    ensure_packages build test
    ensure_web_build
    configure release
    build release certwright certwright-sandbox
    export CERTWRIGHT_BINARY=$ROOT/build/release/certwright CERTWRIGHT_SANDBOX_BINARY=$ROOT/build/release/certwright-sandbox
}

# run_pytest DIRECTORY: two at a time, a file with its servers to each, because most of them wait for a clock or a server
run_pytest() {
    (cd "$ROOT" && "$CERTWRIGHT_PYTHON" -m pytest -q -p no:cacheprovider --numprocesses "$(nproc)" --dist loadfile "$@")
}

part_integration() {
    ensure_test_python
    ensure_binary
    run_pytest tests/integration
}

part_cli() {
    ensure_test_python
    ensure_binary
    run_pytest tests/cli
}

part_sandbox() {
    ensure_test_python
    ensure_js_clients
    ensure_binary
    run_pytest tests/sandbox
}

part_web() {
    ensure_web_dependencies
    npm --prefix "$ROOT/web" run test
}

part_e2e() {
    ensure_packages build ui-test
    ensure_web_dependencies
    ensure_test_python
    ensure_binary
    export CERTWRIGHT_CHROMIUM=/usr/bin/chromium
    npm --prefix "$ROOT/web" run e2e
}

part_asan() {
    ensure_packages fuzz
    export ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
    cpp_tests asan '^(unit|contract)$'
}

part_tsan() {
    export TSAN_OPTIONS=second_deadlock_stack=1:suppressions=$ROOT/tools/tsan.supp
    ensure_packages build test
    ensure_test_python
    configure tsan
    build tsan certwright_thread_tests
    # Threads share either database by the same sources, which those of store and jobs try.
    GTEST_FILTER='-on/*/postgresql' run_ctest tsan --label-regex '^threads$'
    GTEST_FILTER='on/*/postgresql' run_ctest tsan --tests-regex '^contract_(store|jobs)'
}

part_clang() {
    ensure_packages fuzz
    configure clang
    build clang  # all of it, because what this compiler says of the rest counts too
    cpp_tests clang '^(unit|contract)$'
}

part_tidy() {
    ensure_packages build test tidy
    configure tidy
    build tidy
}

FUZZ_RUNS=${CERTWRIGHT_FUZZ_RUNS:-20000}
FUZZ_SECONDS=${CERTWRIGHT_FUZZ_SECONDS:-6}  # each; some inputs cost a thousand times what others do

# fuzz FUZZER: its output goes to a log of its own, because another one runs at the same time
fuzz() {
    local fuzzer=$1 name log
    name=$(basename "$fuzzer")
    log=$ROOT/build/asan/$name.log
    mkdir -p "$CACHE/corpus/$name"
    # Inputs found earlier stay in .cache; the seeds in tests/fuzz are only read.
    local -a corpus=("$CACHE/corpus/$name")
    [[ -d $ROOT/tests/fuzz/corpus/$name ]] && corpus+=("$ROOT/tests/fuzz/corpus/$name")
    say "fuzzing $name"
    "$fuzzer" -runs="$FUZZ_RUNS" -max_total_time="$FUZZ_SECONDS" -max_len=65536 -timeout=10 \
        -artifact_prefix="$ROOT/build/asan/" "${corpus[@]}" >"$log" 2>&1 && return
    tail -n 100 "$log" >&2
    fail "fuzzing $name found something" "the input is the last file named above; all of the output: $log"
}

part_fuzz() {
    local fuzzer running=0 failed=0
    local -a fuzzers=()
    ensure_packages build fuzz
    configure asan  # whose libraries are made for fuzzers too
    build asan certwright_fuzzers
    for fuzzer in "$ROOT"/build/asan/fuzzers/*; do
        [[ -x $fuzzer && -f $fuzzer ]] && fuzzers+=("$fuzzer")
    done
    ((${#fuzzers[@]} > 0)) || fail "no fuzzer was built"
    for fuzzer in "${fuzzers[@]}"; do
        if ((running == $(nproc))); then
            wait -n || failed=$((failed + 1))
            running=$((running - 1))
        fi
        fuzz "$fuzzer" &
        running=$((running + 1))
    done
    for ((; running > 0; running--)); do wait -n || failed=$((failed + 1)); done
    ((failed == 0)) || fail "fuzzers that found something: $failed of ${#fuzzers[@]}"
}

part_bench() {
    local bench count=0
    ensure_packages build test bench
    ensure_test_python
    configure bench
    build bench
    for bench in "$ROOT"/build/bench/bench/bench_*; do
        [[ -x $bench && -f $bench ]] || continue
        say "$(basename "$bench")"
        "$bench" --benchmark_min_time=0.01
        count=$((count + 1))
    done
    ((count > 0)) || fail "no benchmark was built"
    say "sandbox/against_moto.py"
    CERTWRIGHT_SANDBOX_BINARY=$ROOT/build/bench/certwright-sandbox \
        "$CERTWRIGHT_PYTHON" "$ROOT/bench/sandbox/against_moto.py" --seconds 0.5 --turns 1
    say "large_estate.py"
    CERTWRIGHT_BINARY=$ROOT/build/bench/certwright CERTWRIGHT_SANDBOX_BINARY=$ROOT/build/bench/certwright-sandbox \
        "$CERTWRIGHT_PYTHON" "$ROOT/bench/large_estate.py" --certificates 3000 --quota-scale 30
}

part_fresh() {
    ensure_packages fresh
    "$ROOT/tools/fresh_root.sh"
}
