-- Certificates of authorities that the repository has seen, by name, so that chains can be built of them
-- (src/lifecycle/known_issuers.hpp). The certificates themselves are in certificate_pems.
CREATE TABLE known_issuers (
    fingerprint_sha256 TEXT PRIMARY KEY,
    subject_key        TEXT NOT NULL,       -- the beginning of the subject: an index takes no longer one
    fetched_from       TEXT,                -- the URL; NULL for what somebody brought or made
    created_at         BIGINT NOT NULL
);
CREATE INDEX known_issuers_subject ON known_issuers (subject_key);
INSERT INTO known_issuers (fingerprint_sha256, subject_key, created_at)
    SELECT fingerprint_sha256, substr(min(subject), 1, 200), min(created_at) FROM certificate_versions WHERE is_ca
    GROUP BY fingerprint_sha256;

-- Why the chain of a version could not be completed when it was last tried.
CREATE TABLE chain_problems (
    version     TEXT PRIMARY KEY REFERENCES certificate_versions (id) ON DELETE CASCADE,
    problem     TEXT NOT NULL,
    at          BIGINT NOT NULL
);
