-- What Certwright makes itself: requests, what authorities of the repository signed, and renewals (src/lifecycle).

-- A request waits until the certificate for its key comes in. While it does, it keeps the key.
CREATE TABLE certificate_requests (
    id                 TEXT PRIMARY KEY,
    name               TEXT NOT NULL,              -- of the certificate it is for
    name_key           TEXT NOT NULL,              -- the same in lower case
    certificate        TEXT REFERENCES certificates (id) ON DELETE SET NULL,  -- whose next version it asks for
    spki_sha256        TEXT NOT NULL,
    subject            TEXT NOT NULL,
    names              TEXT NOT NULL,              -- JSON array, in the order of the request
    key_algorithm      TEXT NOT NULL,
    pem                TEXT NOT NULL,
    fingerprint_sha256 TEXT,                       -- of what came for it
    created_by         TEXT NOT NULL,
    created_at         BIGINT NOT NULL,
    done_at            BIGINT,
    CHECK ((fingerprint_sha256 IS NULL) = (done_at IS NULL))
);
CREATE UNIQUE INDEX certificate_requests_waiting ON certificate_requests (name_key) WHERE done_at IS NULL;
CREATE INDEX certificate_requests_spki ON certificate_requests (spki_sha256) WHERE done_at IS NULL;
CREATE INDEX certificate_requests_certificate ON certificate_requests (certificate);

-- What each key of an authority signed, and what of it is revoked: a renewed authority may have had several.
CREATE TABLE issued_certificates (
    authority          TEXT NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    authority_spki     TEXT NOT NULL,
    serial             TEXT NOT NULL,
    fingerprint_sha256 TEXT NOT NULL,
    subject            TEXT NOT NULL,
    names              TEXT NOT NULL,              -- JSON array, as in certificate_versions
    not_after          BIGINT NOT NULL,
    created_by         TEXT NOT NULL,
    created_at         BIGINT NOT NULL,
    revoked_at         BIGINT,
    reason             TEXT,                       -- x509::RevocationReason
    PRIMARY KEY (authority, serial),
    CHECK ((revoked_at IS NULL) = (reason IS NULL))
);
CREATE INDEX issued_certificates_fingerprint ON issued_certificates (fingerprint_sha256);
CREATE INDEX issued_certificates_revoked ON issued_certificates (authority, authority_spki) WHERE revoked_at IS NOT NULL;

-- Every revocation list that was made; the one with the highest number counts.
CREATE TABLE revocation_lists (
    authority      TEXT NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    authority_spki TEXT NOT NULL,
    number         BIGINT NOT NULL CHECK (number > 0),
    this_update    BIGINT NOT NULL,
    next_update    BIGINT NOT NULL,
    revoked        BIGINT NOT NULL,                -- how many are on it
    pem            TEXT NOT NULL,
    PRIMARY KEY (authority, authority_spki, number)
);

-- Automatic renewal: as soon as less than that part of the lifetime is left.
ALTER TABLE certificates ADD COLUMN auto_renew BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE certificates ADD COLUMN renew_when_left BIGINT NOT NULL DEFAULT 33 CHECK (renew_when_left BETWEEN 1 AND 99);
ALTER TABLE certificates ADD COLUMN renew_with_new_key BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE certificates ADD COLUMN renewal_problem TEXT NOT NULL DEFAULT '';
ALTER TABLE certificates ADD COLUMN renewal_tried_at BIGINT;
CREATE INDEX certificates_auto_renew ON certificates (id) WHERE auto_renew;
