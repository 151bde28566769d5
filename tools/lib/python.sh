# shellcheck shell=bash
# Python environments under .cache/, made again when their pins change.

# ensure_venv DIRECTORY REQUIREMENTS [CONSTRAINTS]: a virtual environment with exactly these pins
ensure_venv() {
    local directory=$1 stamp
    shift
    stamp=$(cat "$@" | sha256sum)
    [[ -f $directory/stamp && $(<"$directory/stamp") == "$stamp" ]] && return 0
    ensure_packages build
    rm -rf "$directory"
    step "making the Python environment ${directory#"$ROOT/"}" fill_venv "$directory" "$@"
    printf '%s\n' "$stamp" >"$directory/stamp"
}

# Debian's own Python: a pyenv or conda earlier in PATH may lack venv or be another version.
fill_venv() {
    /usr/bin/python3 -m venv "$1"
    "$1/bin/pip" install --disable-pip-version-check --quiet --requirement "$2" ${3:+--constraint "$3"}
}

# The environment of the tests: moto, boto3, the AWS CLI, pytest, linters.
ensure_test_python() {
    ensure_venv "$CACHE/venv" "$ROOT/tests/requirements.txt" "$ROOT/tests/constraints.txt"
    export CERTWRIGHT_PYTHON=$CACHE/venv/bin/python
    export CERTWRIGHT_MOTO=$CACHE/venv/bin/moto_server
    export CERTWRIGHT_AWS_CLI=$CACHE/venv/bin/aws
}
