-- What keeps every filter of the repository's list quick on SQLite (lifecycle/certificate_selection.cpp), as
-- 0010 and 0021 do for the certificates of AWS.

-- only sqlite
-- A number for each certificate, which every index on the table then carries.
CREATE TABLE certificates_numbered (
    number             INTEGER PRIMARY KEY,
    id                 TEXT NOT NULL UNIQUE,
    name               TEXT NOT NULL,
    name_key           TEXT NOT NULL UNIQUE,            -- the name in lower case
    owner              TEXT NOT NULL,
    description        TEXT NOT NULL,
    notes              TEXT NOT NULL,
    revision           BIGINT NOT NULL,                 -- counts changes; the ETag of the API
    created_at         BIGINT NOT NULL,
    updated_at         BIGINT NOT NULL,
    auto_renew         BOOLEAN NOT NULL DEFAULT FALSE,
    renew_when_left    BIGINT NOT NULL DEFAULT 33 CHECK (renew_when_left BETWEEN 1 AND 99),
    renew_with_new_key BOOLEAN NOT NULL DEFAULT FALSE,
    renewal_problem    TEXT NOT NULL DEFAULT '',
    renewal_tried_at   BIGINT
);
INSERT INTO certificates_numbered (id, name, name_key, owner, description, notes, revision, created_at, updated_at,
    auto_renew, renew_when_left, renew_with_new_key, renewal_problem, renewal_tried_at)
SELECT id, name, name_key, owner, description, notes, revision, created_at, updated_at,
    auto_renew, renew_when_left, renew_with_new_key, renewal_problem, renewal_tried_at
FROM certificates ORDER BY id;
DROP TABLE certificates;
ALTER TABLE certificates_numbered RENAME TO certificates;

-- The indexes of 0011 and 0014, as they were.
CREATE INDEX certificates_by_owner ON certificates (owner, id);
CREATE INDEX certificates_by_updated_at ON certificates (updated_at, id);
CREATE INDEX certificates_auto_renew ON certificates (id) WHERE auto_renew;

-- What certificates are filtered by of their current version, with the number, so that no row is read.
ALTER TABLE certificate_versions ADD COLUMN certificate_number INTEGER;
UPDATE certificate_versions SET certificate_number = (SELECT number FROM certificates WHERE id = certificate);
CREATE TRIGGER certificate_versions_inserted AFTER INSERT ON certificate_versions BEGIN
    UPDATE certificate_versions SET certificate_number = (SELECT number FROM certificates WHERE id = NEW.certificate)
    WHERE id = NEW.id;
END;
CREATE INDEX certificate_versions_filtered
    ON certificate_versions (not_after, key_algorithm, origin, issuer, certificate_number) WHERE is_current;
CREATE INDEX certificate_versions_current_keys ON certificate_versions (spki_sha256, certificate_number) WHERE is_current;
-- The orders of 0011, each with the number.
DROP INDEX certificate_versions_by_not_after;
DROP INDEX certificate_versions_by_domain_name;
DROP INDEX certificate_versions_by_issuer;
DROP INDEX certificate_versions_by_key_algorithm;
CREATE INDEX certificate_versions_by_not_after
    ON certificate_versions (not_after, certificate, certificate_number) WHERE is_current;
CREATE INDEX certificate_versions_by_domain_name
    ON certificate_versions (domain_name, certificate, certificate_number) WHERE is_current;
CREATE INDEX certificate_versions_by_issuer
    ON certificate_versions ((substr(issuer, 1, 200)), certificate, certificate_number) WHERE is_current;
CREATE INDEX certificate_versions_by_key_algorithm
    ON certificate_versions (key_algorithm, certificate, certificate_number) WHERE is_current;

-- All that can be looked for in a certificate, lower case, each piece between separators (U+001F): the names
-- that it answers to, and the rest that free text is looked for in: name, owner, description, notes, tags and
-- fields.
CREATE TABLE certificate_texts (
    number INTEGER PRIMARY KEY,
    names  TEXT NOT NULL,
    rest   TEXT NOT NULL
);
CREATE VIEW certificate_texts_now AS
SELECT c.number, c.id,
    COALESCE((SELECT char(31) || group_concat(name, char(31)) || char(31) FROM certificate_names
              WHERE certificate = c.id), '')
        AS names,
    char(31) || c.name_key || char(31) || lower(c.owner) || char(31) || lower(c.description) || char(31) ||
        lower(c.notes) || char(31) || COALESCE(
        (SELECT group_concat(lower(tag_key) || char(31) || lower(tag_value), char(31)) || char(31)
         FROM certificate_tags WHERE certificate = c.id), '') || COALESCE(
        (SELECT group_concat(lower(field) || char(31) || lower(value), char(31)) || char(31)
         FROM certificate_fields WHERE certificate = c.id), '')
        AS rest
FROM certificates c;
INSERT INTO certificate_texts (number, names, rest) SELECT number, names, rest FROM certificate_texts_now;

CREATE TRIGGER certificates_inserted AFTER INSERT ON certificates BEGIN
    INSERT INTO certificate_texts (number, names, rest) VALUES (NEW.number, '',
        char(31) || NEW.name_key || char(31) || lower(NEW.owner) || char(31) || lower(NEW.description) || char(31) ||
        lower(NEW.notes) || char(31));
END;
CREATE TRIGGER certificates_updated AFTER UPDATE OF name_key, owner, description, notes ON certificates BEGIN
    UPDATE certificate_texts SET rest = (SELECT rest FROM certificate_texts_now WHERE number = NEW.number)
    WHERE number = NEW.number;
END;
CREATE TRIGGER certificates_deleted BEFORE DELETE ON certificates BEGIN
    DELETE FROM certificate_texts WHERE number = OLD.number;
END;
CREATE TRIGGER certificate_names_inserted AFTER INSERT ON certificate_names BEGIN
    UPDATE certificate_texts SET names = CASE names WHEN '' THEN char(31) ELSE names END || NEW.name || char(31)
    WHERE number = (SELECT number FROM certificates WHERE id = NEW.certificate);
END;
CREATE TRIGGER certificate_names_deleted AFTER DELETE ON certificate_names BEGIN
    UPDATE certificate_texts SET names = (SELECT names FROM certificate_texts_now WHERE id = OLD.certificate)
    WHERE number = (SELECT number FROM certificates WHERE id = OLD.certificate);
END;
CREATE TRIGGER certificate_tags_inserted AFTER INSERT ON certificate_tags BEGIN
    UPDATE certificate_texts SET rest = rest || lower(NEW.tag_key) || char(31) || lower(NEW.tag_value) || char(31)
    WHERE number = (SELECT number FROM certificates WHERE id = NEW.certificate);
END;
CREATE TRIGGER certificate_tags_deleted AFTER DELETE ON certificate_tags BEGIN
    UPDATE certificate_texts SET rest = (SELECT rest FROM certificate_texts_now WHERE id = OLD.certificate)
    WHERE number = (SELECT number FROM certificates WHERE id = OLD.certificate);
END;
CREATE TRIGGER certificate_fields_inserted AFTER INSERT ON certificate_fields BEGIN
    UPDATE certificate_texts SET rest = rest || lower(NEW.field) || char(31) || lower(NEW.value) || char(31)
    WHERE number = (SELECT number FROM certificates WHERE id = NEW.certificate);
END;
CREATE TRIGGER certificate_fields_deleted AFTER DELETE ON certificate_fields BEGIN
    UPDATE certificate_texts SET rest = (SELECT rest FROM certificate_texts_now WHERE id = OLD.certificate)
    WHERE number = (SELECT number FROM certificates WHERE id = OLD.certificate);
END;

-- The same, those of sixteen certificates to a row (see 0021).
CREATE TABLE certificate_name_blocks (block INTEGER PRIMARY KEY, texts TEXT NOT NULL);
CREATE TABLE certificate_rest_blocks (block INTEGER PRIMARY KEY, texts TEXT NOT NULL);
INSERT INTO certificate_name_blocks (block, texts)
    SELECT number >> 4, group_concat(char(30) || number || char(29) || names, '') FROM certificate_texts
    GROUP BY number >> 4;
INSERT INTO certificate_rest_blocks (block, texts)
    SELECT number >> 4, group_concat(char(30) || number || char(29) || rest, '') FROM certificate_texts
    GROUP BY number >> 4;
CREATE TRIGGER certificate_texts_inserted AFTER INSERT ON certificate_texts BEGIN
    INSERT INTO certificate_name_blocks (block, texts)
        VALUES (NEW.number >> 4, char(30) || NEW.number || char(29) || NEW.names)
        ON CONFLICT (block) DO UPDATE SET texts = texts || excluded.texts;
    INSERT INTO certificate_rest_blocks (block, texts)
        VALUES (NEW.number >> 4, char(30) || NEW.number || char(29) || NEW.rest)
        ON CONFLICT (block) DO UPDATE SET texts = texts || excluded.texts;
END;
CREATE TRIGGER certificate_texts_named AFTER UPDATE OF names ON certificate_texts WHEN NEW.names <> OLD.names BEGIN
    UPDATE certificate_name_blocks SET texts = replace(texts,
        char(30) || OLD.number || char(29) || OLD.names, char(30) || NEW.number || char(29) || NEW.names)
    WHERE block = NEW.number >> 4;
END;
CREATE TRIGGER certificate_texts_changed AFTER UPDATE OF rest ON certificate_texts WHEN NEW.rest <> OLD.rest BEGIN
    UPDATE certificate_rest_blocks SET texts = replace(texts,
        char(30) || OLD.number || char(29) || OLD.rest, char(30) || NEW.number || char(29) || NEW.rest)
    WHERE block = NEW.number >> 4;
END;
CREATE TRIGGER certificate_texts_deleted AFTER DELETE ON certificate_texts BEGIN
    UPDATE certificate_name_blocks SET texts = replace(texts, char(30) || OLD.number || char(29) || OLD.names, '')
    WHERE block = OLD.number >> 4;
    UPDATE certificate_rest_blocks SET texts = replace(texts, char(30) || OLD.number || char(29) || OLD.rest, '')
    WHERE block = OLD.number >> 4;
    DELETE FROM certificate_name_blocks WHERE block = OLD.number >> 4 AND texts = '';
    DELETE FROM certificate_rest_blocks WHERE block = OLD.number >> 4 AND texts = '';
END;
-- end
