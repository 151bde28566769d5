# shellcheck shell=bash
# One throw-away PostgreSQL cluster for a whole run of the tests, reached through a socket only.

POSTGRES_BIN=/usr/lib/postgresql/15/bin

# PostgreSQL refuses to run as root.
as_postgres() {
    if ((EUID == 0)); then
        # Not the caller's directory, which user postgres may not enter.
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# start_postgres: exports CERTWRIGHT_TEST_POSTGRES_URL, unless the caller already did
start_postgres() {
    [[ -n ${CERTWRIGHT_TEST_POSTGRES_URL:-} ]] && return 0
    POSTGRES_DIRECTORY=$(mktemp -d /tmp/certwright-postgres.XXXXXX)
    ((EUID == 0)) && chown postgres "$POSTGRES_DIRECTORY"
    step "starting a PostgreSQL for the tests" create_cluster "$POSTGRES_DIRECTORY"
    export CERTWRIGHT_TEST_POSTGRES_URL="postgresql:///postgres?host=$POSTGRES_DIRECTORY&user=postgres"
}

# Nothing in it needs to survive a crash, so it does not wait for the disk.
create_cluster() {
    as_postgres "$POSTGRES_BIN/initdb" --pgdata="$1/data" --username=postgres --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync
    as_postgres "$POSTGRES_BIN/pg_ctl" --pgdata="$1/data" --log="$1/log" --wait start \
        --options="-c listen_addresses='' -c unix_socket_directories=$1 -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
}

stop_postgres() {
    [[ -n ${POSTGRES_DIRECTORY:-} ]] || return 0
    as_postgres "$POSTGRES_BIN/pg_ctl" --pgdata="$POSTGRES_DIRECTORY/data" --mode=immediate stop >/dev/null 2>&1 || true
    rm -rf "$POSTGRES_DIRECTORY"
}
