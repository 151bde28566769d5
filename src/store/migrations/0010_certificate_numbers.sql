-- What keeps every filter of the list quick on SQLite (inventory/certificate_selection.cpp). PostgreSQL
-- has sets and statistics of its own and needs none of it.

-- only sqlite
-- A number for each certificate, which every index on the table then carries: a set of certificates is
-- a set of bits, and any index can be walked with it. Giving a table such a key means making it anew;
-- the migrator has switched off what would empty the tables that refer to it.
CREATE TABLE aws_certificates_numbered (
    number              INTEGER PRIMARY KEY,
    id                  TEXT NOT NULL UNIQUE,
    account             TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    arn                 TEXT,
    region              TEXT NOT NULL,
    service             TEXT NOT NULL CHECK (service IN ('acm', 'iam')),
    type                TEXT NOT NULL,
    status              TEXT NOT NULL,
    domain_name         TEXT NOT NULL,
    names               TEXT NOT NULL,
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
    row_hash            TEXT NOT NULL,
    details_state       TEXT NOT NULL CHECK (details_state IN ('pending', 'complete', 'failed')),
    pem_stale           BOOLEAN NOT NULL,
    described_at        BIGINT,
    missing_since       BIGINT,
    first_seen_at       BIGINT NOT NULL,
    last_seen_at        BIGINT NOT NULL,
    last_changed_at     BIGINT NOT NULL,
    UNIQUE (account, arn)
);
INSERT INTO aws_certificates_numbered (id, account, arn, region, service, type, status, domain_name, names,
    key_algorithm, signature_algorithm, in_use, exported, export_option, renewal_eligibility, renewal_status,
    validation_method, managed_by, key_pair_origin, serial, subject, issuer, fingerprint_sha256, spki_sha256,
    not_before, not_after, created_at, issued_at, imported_at, revoked_at, row_hash, details_state, pem_stale,
    described_at, missing_since, first_seen_at, last_seen_at, last_changed_at)
SELECT id, account, arn, region, service, type, status, domain_name, names,
    key_algorithm, signature_algorithm, in_use, exported, export_option, renewal_eligibility, renewal_status,
    validation_method, managed_by, key_pair_origin, serial, subject, issuer, fingerprint_sha256, spki_sha256,
    not_before, not_after, created_at, issued_at, imported_at, revoked_at, row_hash, details_state, pem_stale,
    described_at, missing_since, first_seen_at, last_seen_at, last_changed_at
FROM aws_certificates ORDER BY id;
DROP TABLE aws_certificates;
ALTER TABLE aws_certificates_numbered RENAME TO aws_certificates;

-- The indexes of 0006 and 0009, as they were.
CREATE INDEX aws_certificates_region ON aws_certificates (account, region, service, details_state);
CREATE INDEX aws_certificates_arn ON aws_certificates (arn, id);
CREATE INDEX aws_certificates_fingerprint ON aws_certificates (fingerprint_sha256);
CREATE INDEX aws_certificates_serial ON aws_certificates (serial);
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
CREATE INDEX aws_certificates_totals
    ON aws_certificates (status, type, in_use, renewal_eligibility, missing_since, not_after);
CREATE INDEX aws_certificates_missing ON aws_certificates (id) WHERE missing_since IS NOT NULL;
CREATE INDEX aws_certificates_by_renewal_status ON aws_certificates (renewal_status) WHERE renewal_status IS NOT NULL;
CREATE INDEX aws_certificates_by_validation_method
    ON aws_certificates (validation_method) WHERE validation_method IS NOT NULL;
CREATE INDEX aws_certificates_by_details_state ON aws_certificates (details_state);

-- All that can be looked for in a certificate, lower case, each piece between separators (U+001F): its
-- names, and the rest that free text is looked for in, ARN and tags. Triggers keep it, so that it is as
-- the tables are whoever writes them and whatever ends the process.
CREATE TABLE aws_certificate_texts (
    number INTEGER PRIMARY KEY,
    names  TEXT NOT NULL,
    rest   TEXT NOT NULL
);
CREATE VIEW aws_certificate_texts_now AS
SELECT c.number, c.id,
    CASE WHEN c.domain_name = '' AND c.names = '[]' THEN '' ELSE char(31) || lower(c.domain_name) || char(31) ||
        COALESCE((SELECT group_concat(lower(value), char(31)) || char(31) FROM json_each(c.names)), '') END
        AS names,
    char(31) || COALESCE(lower(c.arn), '') || char(31) || COALESCE(
        (SELECT group_concat(lower(tag_key) || char(31) || lower(tag_value), char(31)) || char(31)
         FROM aws_certificate_tags WHERE certificate = c.id), '')
        AS rest
FROM aws_certificates c;
INSERT INTO aws_certificate_texts (number, names, rest) SELECT number, names, rest FROM aws_certificate_texts_now;

-- The certificates of a tag by number, in place of an index that named them by id.
DROP INDEX aws_certificate_tags_key;
CREATE TABLE aws_certificate_tag_numbers (
    tag_key   TEXT NOT NULL,
    tag_value TEXT NOT NULL,
    number    INTEGER NOT NULL,
    PRIMARY KEY (tag_key, tag_value, number)
) WITHOUT ROWID;
INSERT INTO aws_certificate_tag_numbers (tag_key, tag_value, number)
SELECT t.tag_key, t.tag_value, c.number FROM aws_certificate_tags t JOIN aws_certificates c ON c.id = t.certificate;

-- A new certificate has no tags yet, and by the view each would take five times as long.
CREATE TRIGGER aws_certificates_inserted AFTER INSERT ON aws_certificates BEGIN
    INSERT INTO aws_certificate_texts (number, names, rest) VALUES (NEW.number,
        CASE WHEN NEW.domain_name = '' AND NEW.names = '[]' THEN '' ELSE char(31) || lower(NEW.domain_name) || char(31) ||
            COALESCE((SELECT group_concat(lower(value), char(31)) || char(31) FROM json_each(NEW.names)), '') END,
        char(31) || COALESCE(lower(NEW.arn), '') || char(31));
END;
CREATE TRIGGER aws_certificates_updated AFTER UPDATE OF domain_name, names, arn ON aws_certificates
WHEN NEW.domain_name <> OLD.domain_name OR NEW.names <> OLD.names OR NEW.arn IS NOT OLD.arn BEGIN
    UPDATE aws_certificate_texts SET (names, rest) =
        (SELECT names, rest FROM aws_certificate_texts_now WHERE number = NEW.number)
    WHERE number = NEW.number;
END;
-- Before: while the certificate is there, its tags still lead to its number.
CREATE TRIGGER aws_certificates_deleted BEFORE DELETE ON aws_certificates BEGIN
    DELETE FROM aws_certificate_texts WHERE number = OLD.number;
    DELETE FROM aws_certificate_tags WHERE certificate = OLD.id;
END;
CREATE TRIGGER aws_certificate_tags_inserted AFTER INSERT ON aws_certificate_tags BEGIN
    INSERT INTO aws_certificate_tag_numbers (tag_key, tag_value, number)
        SELECT NEW.tag_key, NEW.tag_value, number FROM aws_certificates WHERE id = NEW.certificate;
    UPDATE aws_certificate_texts SET rest = rest || lower(NEW.tag_key) || char(31) || lower(NEW.tag_value) || char(31)
    WHERE number = (SELECT number FROM aws_certificates WHERE id = NEW.certificate);
END;
CREATE TRIGGER aws_certificate_tags_deleted AFTER DELETE ON aws_certificate_tags BEGIN
    DELETE FROM aws_certificate_tag_numbers
    WHERE tag_key = OLD.tag_key AND tag_value = OLD.tag_value
        AND number = (SELECT number FROM aws_certificates WHERE id = OLD.certificate);
    UPDATE aws_certificate_texts SET rest =
        (SELECT rest FROM aws_certificate_texts_now WHERE id = OLD.certificate)
    WHERE number = (SELECT number FROM aws_certificates WHERE id = OLD.certificate);
END;
-- end
