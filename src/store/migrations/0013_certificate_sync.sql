-- Whether AWS serves what the repository holds, for each ARN that a certificate of the repository is compared with:
-- those that deployments keep, and those it was taken from (src/lifecycle/sync_states.cpp works it out).
CREATE TABLE aws_certificate_sync (
    account          TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    arn              TEXT NOT NULL,
    certificate      TEXT NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    certificate_name TEXT NOT NULL,
    deployment       TEXT,                          -- the one that keeps it; NULL where it is only compared
    state            TEXT NOT NULL CHECK (state IN ('unknown', 'in_sync', 'repository_newer', 'aws_newer',
                                                    'missing_in_aws', 'different_key', 'differs_between_regions')),
    served           TEXT NOT NULL,                 -- what AWS serves: a SHA-256, 'missing', or empty while unknown
    accepted         TEXT,                          -- the `served` that somebody accepted as it is
    is_mismatch      BOOLEAN NOT NULL,              -- shown in red: out of sync, and not accepted
    since            BIGINT NOT NULL,               -- when the state began
    PRIMARY KEY (account, arn)
);
CREATE INDEX aws_certificate_sync_certificate ON aws_certificate_sync (certificate);
CREATE INDEX aws_certificate_sync_deployment ON aws_certificate_sync (deployment) WHERE deployment IS NOT NULL;
CREATE INDEX aws_certificate_sync_state ON aws_certificate_sync (state, account, arn);
CREATE INDEX aws_certificate_sync_mismatch ON aws_certificate_sync (account, arn) WHERE is_mismatch;
