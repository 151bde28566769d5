-- One row for each ARN (service acm or iam), narrow enough that a scan of 100,000 stays quick: what
-- only the detail page shows is in aws_certificate_details, PEM texts once per SHA-256 in
-- certificate_pems.
CREATE TABLE aws_certificates (
    id                  TEXT PRIMARY KEY,
    account             TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    arn                 TEXT,                       -- absent only in rows from before ARNs were kept
    region              TEXT NOT NULL,              -- 'aws-global' for IAM
    service             TEXT NOT NULL CHECK (service IN ('acm', 'iam')),
    type                TEXT NOT NULL,
    status              TEXT NOT NULL,
    domain_name         TEXT NOT NULL,
    names               TEXT NOT NULL,              -- JSON array: subject alternative names, sorted
    key_algorithm       TEXT NOT NULL,
    signature_algorithm TEXT,
    in_use              BOOLEAN,
    exported            BOOLEAN,
    export_option       TEXT,
    renewal_eligibility TEXT,
    renewal_status      TEXT,
    validation_method   TEXT,
    managed_by          TEXT,
    key_pair_origin     TEXT,
    serial              TEXT,
    subject             TEXT,
    issuer              TEXT,
    fingerprint_sha256  TEXT,
    spki_sha256         TEXT,
    not_before          BIGINT,
    not_after           BIGINT,
    created_at          BIGINT,
    issued_at           BIGINT,
    imported_at         BIGINT,
    revoked_at          BIGINT,
    row_hash            TEXT NOT NULL,              -- of the list row it was last seen with
    details_state       TEXT NOT NULL CHECK (details_state IN ('pending', 'complete', 'failed')),
    pem_stale           BOOLEAN NOT NULL,           -- the certificate itself must be fetched (again)
    described_at        BIGINT,
    missing_since       BIGINT,
    first_seen_at       BIGINT NOT NULL,
    last_seen_at        BIGINT NOT NULL,            -- while not missing, the region's last sweep is later
    last_changed_at     BIGINT NOT NULL,
    UNIQUE (account, arn)
);
CREATE INDEX aws_certificates_region ON aws_certificates (account, region, service, details_state);
CREATE INDEX aws_certificates_arn ON aws_certificates (arn);
CREATE INDEX aws_certificates_fingerprint ON aws_certificates (fingerprint_sha256);
CREATE INDEX aws_certificates_serial ON aws_certificates (serial);
-- One index for each column that lists are sorted by (inventory/certificate_sort.cpp has the same
-- expressions): a page is then read off it, however many certificates there are.
CREATE INDEX aws_certificates_by_account ON aws_certificates (account, id);
CREATE INDEX aws_certificates_by_not_after ON aws_certificates ((COALESCE(not_after, 9223372036854775807)), id);
CREATE INDEX aws_certificates_by_created_at ON aws_certificates ((COALESCE(created_at, 9223372036854775807)), id);
CREATE INDEX aws_certificates_by_first_seen_at ON aws_certificates (first_seen_at, id);
CREATE INDEX aws_certificates_by_last_changed_at ON aws_certificates (last_changed_at, id);
CREATE INDEX aws_certificates_by_domain_name ON aws_certificates (domain_name, id);
CREATE INDEX aws_certificates_by_region ON aws_certificates (region, id);
CREATE INDEX aws_certificates_by_service ON aws_certificates (service, id);
CREATE INDEX aws_certificates_by_type ON aws_certificates (type, id);
CREATE INDEX aws_certificates_by_status ON aws_certificates (status, id);
CREATE INDEX aws_certificates_by_key_algorithm ON aws_certificates (key_algorithm, id);
CREATE INDEX aws_certificates_by_in_use
    ON aws_certificates ((CASE WHEN in_use IS NULL THEN 2 WHEN in_use THEN 1 ELSE 0 END), id);
CREATE INDEX aws_certificates_by_renewal_eligibility ON aws_certificates ((COALESCE(renewal_eligibility, '')), id);
CREATE INDEX aws_certificates_by_issuer ON aws_certificates ((COALESCE(issuer, '')), id);
-- Everything the totals above the table need, so that they never read the rows themselves.
CREATE INDEX aws_certificates_totals
    ON aws_certificates (not_after, status, type, in_use, renewal_eligibility, missing_since);

-- Every name a certificate answers to (common name and subject alternative names), lower case.
CREATE TABLE aws_certificate_names (
    certificate TEXT NOT NULL REFERENCES aws_certificates (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    PRIMARY KEY (certificate, name)
);
CREATE INDEX aws_certificate_names_name ON aws_certificate_names (name, certificate);

CREATE TABLE aws_certificate_tags (
    certificate TEXT NOT NULL REFERENCES aws_certificates (id) ON DELETE CASCADE,
    tag_key     TEXT NOT NULL,
    tag_value   TEXT NOT NULL,
    PRIMARY KEY (certificate, tag_key)
);
CREATE INDEX aws_certificate_tags_key ON aws_certificate_tags (tag_key, tag_value, certificate);

CREATE TABLE aws_certificate_details (
    certificate TEXT PRIMARY KEY REFERENCES aws_certificates (id) ON DELETE CASCADE,
    detail      TEXT NOT NULL,                      -- JSON: what describing it told beyond the row
    chain       TEXT NOT NULL,                      -- JSON array of SHA-256, issuer first
    error       TEXT                                -- why the last try to complete it failed
);

-- Certificates as PEM, leaf or authority, each once however many ARNs hold it.
CREATE TABLE certificate_pems (
    fingerprint_sha256 TEXT PRIMARY KEY,
    pem                TEXT NOT NULL
);

-- What happened to a certificate, as discovery saw it.
CREATE TABLE aws_certificate_changes (
    id          TEXT PRIMARY KEY,
    certificate TEXT NOT NULL REFERENCES aws_certificates (id) ON DELETE CASCADE,
    run         TEXT,
    at          BIGINT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('found', 'changed', 'renewed', 'missing', 'reappeared')),
    changes     TEXT NOT NULL                       -- JSON array of {field, before, after}
);
CREATE INDEX aws_certificate_changes_certificate ON aws_certificate_changes (certificate, id);
CREATE INDEX aws_certificate_changes_run ON aws_certificate_changes (run, kind);
