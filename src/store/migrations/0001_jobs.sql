-- The durable queue. docs/state-machines.md draws the states that the checks restate.
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    arguments TEXT NOT NULL,
    lane TEXT NOT NULL,
    unique_key TEXT,
    job_group TEXT NOT NULL,
    priority BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    max_attempts BIGINT NOT NULL,
    cancel_requested BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    run_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    lease_expires_at BIGINT,
    worker TEXT NOT NULL,
    progress TEXT NOT NULL,
    outcome TEXT NOT NULL,
    last_error TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    CHECK (state IN ('available', 'running', 'completed', 'failed', 'cancelled')),
    CHECK ((finished_at IS NOT NULL) = (state IN ('completed', 'failed', 'cancelled'))),
    CHECK ((lease_expires_at IS NOT NULL) = (state = 'running')),
    CHECK ((worker <> '') = (state = 'running')),
    CHECK (state <> 'running' OR (attempt > 0 AND started_at IS NOT NULL)),
    CHECK (attempt >= 0 AND attempt <= max_attempts),
    CHECK (max_attempts > 0),
    CHECK (unique_key IS NULL OR unique_key <> '')
);

-- One unfinished job for each key.
CREATE UNIQUE INDEX jobs_unique_key ON jobs (unique_key) WHERE state IN ('available', 'running');
-- What a lane takes next.
CREATE INDEX jobs_available ON jobs (lane, priority DESC, run_at, id) WHERE state = 'available';
-- Leases of processes that may have died.
CREATE INDEX jobs_running ON jobs (lease_expires_at) WHERE state = 'running';
-- The job page, newest first, whole or by group.
CREATE INDEX jobs_state ON jobs (state, id);
CREATE INDEX jobs_kind ON jobs (kind, id);
CREATE INDEX jobs_group ON jobs (job_group, id);
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;
