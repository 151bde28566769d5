-- Discovery runs and their scopes (an account's preparation, one region, or IAM). Accounts are
-- remembered by name too, because a report outlives the account it tells of.
CREATE TABLE discovery_runs (
    id           TEXT PRIMARY KEY,
    state        TEXT NOT NULL CHECK (state IN ('running', 'completed', 'completed_with_errors', 'failed', 'cancelled')),
    full_scan    BOOLEAN NOT NULL,
    accounts     TEXT NOT NULL,                     -- JSON array of {id, name}
    regions      TEXT,                              -- JSON array, or every region
    requested_by TEXT NOT NULL,
    started_at   BIGINT NOT NULL,
    visible_at   BIGINT,                            -- when every listing was complete
    finished_at  BIGINT,
    CHECK ((state = 'running') = (finished_at IS NULL))
);

CREATE TABLE discovery_scopes (
    run             TEXT NOT NULL REFERENCES discovery_runs (id) ON DELETE CASCADE,
    account         TEXT NOT NULL,
    account_name    TEXT NOT NULL,
    region          TEXT NOT NULL,
    service         TEXT NOT NULL CHECK (service IN ('account', 'acm', 'iam')),
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sweeping', 'detailing', 'completed', 'failed', 'cancelled', 'region_disabled')),
    found_count     BIGINT NOT NULL DEFAULT 0,
    new_count       BIGINT NOT NULL DEFAULT 0,
    changed_count   BIGINT NOT NULL DEFAULT 0,
    missing_count   BIGINT NOT NULL DEFAULT 0,
    unchanged_count BIGINT NOT NULL DEFAULT 0,
    details_pending BIGINT NOT NULL DEFAULT 0,
    details_done    BIGINT NOT NULL DEFAULT 0,
    calls           TEXT NOT NULL DEFAULT '{}',     -- JSON: operation to {calls, retries, throttles, failures}
    error           TEXT,                           -- JSON: {code, message, operation, hint}
    notes           TEXT NOT NULL DEFAULT '[]',
    started_at      BIGINT,
    finished_at     BIGINT,
    PRIMARY KEY (run, account, region, service),
    CHECK ((state IN ('completed', 'failed', 'cancelled', 'region_disabled')) = (finished_at IS NOT NULL))
);
