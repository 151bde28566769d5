-- Standing orders: "keep this certificate at this account and region" (src/lifecycle/deployments.cpp).
-- The checks restate lifecycle::next() in src/lifecycle/deployment/deployment_state.hpp.
CREATE TABLE deployments (
    id                 TEXT PRIMARY KEY,
    certificate        TEXT NOT NULL REFERENCES certificates (id),
    account            TEXT NOT NULL REFERENCES accounts (id),
    region             TEXT NOT NULL,
    service            TEXT NOT NULL CHECK (service IN ('acm', 'iam')),
    -- what users decided
    replace_same       BOOLEAN NOT NULL,
    auto_redeploy      BOOLEAN NOT NULL,
    tags               TEXT NOT NULL,              -- JSON object, of a first import
    chosen_arn         TEXT,                       -- what is to be replaced: picked by a user or by a pre-flight
    -- the course
    state              TEXT NOT NULL CHECK (state IN ('waiting', 'looking', 'importing', 'verifying', 'putting_back',
                                                      'deployed', 'failed', 'cancelled', 'removed')),
    wanted             TEXT NOT NULL CHECK (wanted <> ''),
    arn                TEXT,
    intended           TEXT,
    previous           TEXT,                       -- what can be put back; Course::before
    previous_chain     TEXT,                       -- JSON array of SHA-256, the issuer first
    intended_at        BIGINT,
    is_cancelled       BOOLEAN NOT NULL,
    -- what AWS was last seen serving
    served_fingerprint TEXT,
    served_serial      TEXT,
    served_at          BIGINT,
    -- what keeps it from going on; empty texts for nothing
    problem_rule       TEXT NOT NULL,
    problem_message    TEXT NOT NULL,
    problem_hint       TEXT NOT NULL,
    revision           BIGINT NOT NULL,            -- counts changes
    created_by         TEXT NOT NULL,
    created_at         BIGINT NOT NULL,
    updated_at         BIGINT NOT NULL,
    CHECK ((intended IS NULL) = (intended_at IS NULL)),
    CHECK (intended IS NOT NULL OR previous IS NULL),
    CHECK ((previous IS NULL) = (previous_chain IS NULL)),
    CHECK (intended IS NOT NULL OR state NOT IN ('importing', 'verifying', 'putting_back')),
    CHECK (intended IS NULL OR state <> 'deployed'),
    CHECK (arn IS NOT NULL OR state NOT IN ('verifying', 'putting_back', 'deployed')),
    CHECK (previous IS NOT NULL OR state <> 'putting_back'),
    CHECK (NOT is_cancelled OR state IN ('looking', 'importing', 'verifying', 'putting_back')),
    CHECK ((served_fingerprint IS NULL) = (served_at IS NULL) AND (served_serial IS NULL) = (served_at IS NULL))
);
-- One order for each certificate and place, and one for each ARN, or two would replace each other in turns.
CREATE UNIQUE INDEX deployments_place ON deployments (certificate, account, region, service) WHERE state <> 'removed';
CREATE UNIQUE INDEX deployments_arn ON deployments (account, arn) WHERE arn IS NOT NULL AND state <> 'removed';
CREATE INDEX deployments_chosen ON deployments (account, chosen_arn) WHERE chosen_arn IS NOT NULL AND state <> 'removed';
CREATE INDEX deployments_by_certificate ON deployments (certificate);
CREATE INDEX deployments_by_account ON deployments (account, region);
