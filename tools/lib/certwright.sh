# shellcheck shell=bash
# What ./run, ./test and .ci/run share. ROOT is the repository, CACHE what may be deleted at any time.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck disable=SC2034 # the libraries below use it
CACHE=$ROOT/.cache
export LC_ALL=C.UTF-8

for library in say packages python node web models build; do
    # shellcheck source=/dev/null
    source "$ROOT/tools/lib/$library.sh"
done
unset library
