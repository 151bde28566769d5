-- The repository: what Certwright's users own (src/lifecycle). Certificates themselves are in certificate_pems.

-- Private keys, each once however many versions and requests use it. The key is in the vault under this id.
CREATE TABLE private_keys (
    id          TEXT PRIMARY KEY,
    spki_sha256 TEXT NOT NULL UNIQUE,
    algorithm   TEXT NOT NULL,
    created_at  BIGINT NOT NULL
);

CREATE TABLE certificates (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    name_key    TEXT NOT NULL UNIQUE,               -- the name in lower case
    owner       TEXT NOT NULL,
    description TEXT NOT NULL,
    notes       TEXT NOT NULL,
    revision    BIGINT NOT NULL,                    -- counts changes; the ETag of the API
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL
);
CREATE INDEX certificates_by_owner ON certificates (owner, id);
CREATE INDEX certificates_by_updated_at ON certificates (updated_at, id);

-- A version is never changed but for is_current: exactly one of a certificate is.
CREATE TABLE certificate_versions (
    id                  TEXT PRIMARY KEY,
    certificate         TEXT NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    number              BIGINT NOT NULL CHECK (number > 0),
    origin              TEXT NOT NULL CHECK (origin IN ('uploaded', 'aws', 'self_signed', 'signed_here', 'issued', 'renewed')),
    source_arn          TEXT,
    is_current          BOOLEAN NOT NULL,
    fingerprint_sha256  TEXT NOT NULL,
    spki_sha256         TEXT NOT NULL,
    serial              TEXT NOT NULL,
    subject             TEXT NOT NULL,
    issuer              TEXT NOT NULL,
    domain_name         TEXT NOT NULL,
    names               TEXT NOT NULL,              -- JSON array, lower case, sorted
    names_sha256        TEXT NOT NULL,              -- of that text: equal for equal names
    key_algorithm       TEXT NOT NULL,
    signature_algorithm TEXT NOT NULL,
    not_before          BIGINT NOT NULL,
    not_after           BIGINT NOT NULL,
    is_ca               BOOLEAN NOT NULL,
    is_self_signed      BOOLEAN NOT NULL,
    chain               TEXT NOT NULL,              -- JSON array of SHA-256, the issuer first
    reaches_root        BOOLEAN NOT NULL,
    created_by          TEXT NOT NULL,
    created_at          BIGINT NOT NULL,
    UNIQUE (certificate, number),
    UNIQUE (certificate, fingerprint_sha256)
);
CREATE UNIQUE INDEX certificate_versions_current ON certificate_versions (certificate) WHERE is_current;
CREATE INDEX certificate_versions_fingerprint ON certificate_versions (fingerprint_sha256);
CREATE INDEX certificate_versions_spki ON certificate_versions (spki_sha256);
CREATE INDEX certificate_versions_serial ON certificate_versions (serial);
CREATE INDEX certificate_versions_names ON certificate_versions (names_sha256) WHERE is_current;
-- One for each column that lists are sorted by (lifecycle/certificate_sort.cpp).
CREATE INDEX certificate_versions_by_not_after ON certificate_versions (not_after, certificate) WHERE is_current;
CREATE INDEX certificate_versions_by_domain_name ON certificate_versions (domain_name, certificate) WHERE is_current;
CREATE INDEX certificate_versions_by_issuer ON certificate_versions ((substr(issuer, 1, 200)), certificate) WHERE is_current;
CREATE INDEX certificate_versions_by_key_algorithm ON certificate_versions (key_algorithm, certificate) WHERE is_current;

-- Every name of the current version, lower case.
CREATE TABLE certificate_names (
    certificate TEXT NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    PRIMARY KEY (certificate, name)
);
CREATE INDEX certificate_names_name ON certificate_names (name, certificate);

CREATE TABLE certificate_tags (
    certificate TEXT NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    tag_key     TEXT NOT NULL,
    tag_value   TEXT NOT NULL,
    PRIMARY KEY (certificate, tag_key)
);
CREATE INDEX certificate_tags_key ON certificate_tags (tag_key, tag_value, certificate);

-- What users want to note of a certificate beyond its tags: ticket numbers, contacts.
CREATE TABLE certificate_fields (
    certificate TEXT NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    field       TEXT NOT NULL,
    value       TEXT NOT NULL,
    PRIMARY KEY (certificate, field)
);
