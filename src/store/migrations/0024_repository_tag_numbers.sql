-- The certificates of a tag by number (lifecycle/certificate_search.cpp), as 0010 has them for those of AWS.

-- only sqlite
CREATE TABLE certificate_tag_numbers (
    tag_key   TEXT NOT NULL,
    tag_value TEXT NOT NULL,
    number    INTEGER NOT NULL,
    PRIMARY KEY (tag_key, tag_value, number)
) WITHOUT ROWID;
INSERT INTO certificate_tag_numbers (tag_key, tag_value, number)
SELECT t.tag_key, t.tag_value, c.number FROM certificate_tags t JOIN certificates c ON c.id = t.certificate;

CREATE TRIGGER certificate_tags_numbered AFTER INSERT ON certificate_tags BEGIN
    INSERT INTO certificate_tag_numbers (tag_key, tag_value, number)
        SELECT NEW.tag_key, NEW.tag_value, number FROM certificates WHERE id = NEW.certificate;
END;
CREATE TRIGGER certificate_tags_unnumbered AFTER DELETE ON certificate_tags BEGIN
    DELETE FROM certificate_tag_numbers
    WHERE tag_key = OLD.tag_key AND tag_value = OLD.tag_value
        AND number = (SELECT number FROM certificates WHERE id = OLD.certificate);
END;
-- Before: while the certificate is there, its tags still lead to its number.
CREATE TRIGGER certificates_untagged BEFORE DELETE ON certificates BEGIN
    DELETE FROM certificate_tags WHERE certificate = OLD.id;
END;
-- end
