-- What was signed and revoked belongs to who did it, a name with a key, and not to an entry of the repository: that may be
-- removed and brought in again, or be there twice, and the numbers of revocation lists go on (RFC 5280 section 5.2.3).
CREATE TABLE signed_certificates (
    issuer             TEXT NOT NULL,              -- the subject of the authority, RFC 4514
    issuer_spki        TEXT NOT NULL,
    serial             TEXT NOT NULL,
    fingerprint_sha256 TEXT NOT NULL,
    spki_sha256        TEXT NOT NULL,              -- of its own key; empty where older rows did not note it
    subject            TEXT NOT NULL,
    names              TEXT NOT NULL,              -- JSON array, as in certificate_versions
    not_after          BIGINT NOT NULL,
    created_by         TEXT NOT NULL,
    created_at         BIGINT NOT NULL,
    revoked_at         BIGINT,
    reason             TEXT,                       -- x509::RevocationReason
    PRIMARY KEY (issuer_spki, serial),
    CHECK ((revoked_at IS NULL) = (reason IS NULL))
);
INSERT INTO signed_certificates (issuer, issuer_spki, serial, fingerprint_sha256, spki_sha256, subject, names, not_after,
        created_by, created_at, revoked_at, reason)
    SELECT v.subject, i.authority_spki, i.serial, i.fingerprint_sha256,
        COALESCE((SELECT min(k.spki_sha256) FROM certificate_versions k WHERE k.fingerprint_sha256 = i.fingerprint_sha256), ''),
        i.subject, i.names, i.not_after, i.created_by, i.created_at, i.revoked_at, i.reason
    FROM issued_certificates i
    JOIN (SELECT certificate, spki_sha256, min(subject) AS subject FROM certificate_versions GROUP BY certificate, spki_sha256) v
        ON v.certificate = i.authority AND v.spki_sha256 = i.authority_spki;

-- The latest revocation list of each issuer; all that it says can be told anew from what is revoked.
CREATE TABLE latest_revocation_lists (
    issuer      TEXT NOT NULL,
    issuer_spki TEXT NOT NULL,
    number      BIGINT NOT NULL CHECK (number > 0),
    this_update BIGINT NOT NULL,
    next_update BIGINT NOT NULL,
    revoked     BIGINT NOT NULL,                   -- how many are on it
    pem         TEXT NOT NULL,
    PRIMARY KEY (issuer_spki, issuer)
);
INSERT INTO latest_revocation_lists (issuer, issuer_spki, number, this_update, next_update, revoked, pem)
    SELECT issuer, issuer_spki, number, this_update, next_update, revoked, pem
    FROM (SELECT v.subject AS issuer, l.authority_spki AS issuer_spki, l.number, l.this_update, l.next_update, l.revoked, l.pem,
              row_number() OVER (PARTITION BY v.subject, l.authority_spki ORDER BY l.number DESC, l.this_update DESC) AS place
          FROM revocation_lists l
          JOIN (SELECT certificate, spki_sha256, min(subject) AS subject FROM certificate_versions GROUP BY certificate, spki_sha256) v
              ON v.certificate = l.authority AND v.spki_sha256 = l.authority_spki) AS numbered
    WHERE place = 1;

DROP TABLE issued_certificates;
DROP TABLE revocation_lists;
ALTER TABLE signed_certificates RENAME TO issued_certificates;
ALTER TABLE latest_revocation_lists RENAME TO revocation_lists;
CREATE INDEX issued_certificates_fingerprint ON issued_certificates (fingerprint_sha256);
CREATE INDEX issued_certificates_revoked ON issued_certificates (issuer_spki) WHERE revoked_at IS NOT NULL;
-- Keys that are known to others: lifecycle/issued_certificates.cpp asks by them.
CREATE INDEX issued_certificates_revoked_keys ON issued_certificates (spki_sha256) WHERE revoked_at IS NOT NULL;
CREATE INDEX issued_certificates_by_created_at ON issued_certificates (issuer_spki, created_at, serial);

-- Who could have issued a certificate, by name.
CREATE INDEX certificate_versions_authorities ON certificate_versions ((substr(subject, 1, 200))) WHERE is_ca;
-- As lists have them: those that wait first, the newest first.
CREATE INDEX certificate_requests_in_order ON certificate_requests ((CASE WHEN done_at IS NULL THEN 1 ELSE 0 END), created_at, id);
