-- only sqlite
-- The texts of 0010 again, those of sixteen certificates to a row: whoever looks through all of them reads
-- memory in order, and steps over a sixteenth of the rows (inventory/text_block.cpp). A record is U+001E,
-- the certificate's number, U+001D and its text; records of a row stand in any order.
CREATE TABLE aws_certificate_name_blocks (block INTEGER PRIMARY KEY, texts TEXT NOT NULL);
CREATE TABLE aws_certificate_rest_blocks (block INTEGER PRIMARY KEY, texts TEXT NOT NULL);
INSERT INTO aws_certificate_name_blocks (block, texts)
    SELECT number >> 4, group_concat(char(30) || number || char(29) || names, '') FROM aws_certificate_texts
    GROUP BY number >> 4;
INSERT INTO aws_certificate_rest_blocks (block, texts)
    SELECT number >> 4, group_concat(char(30) || number || char(29) || rest, '') FROM aws_certificate_texts
    GROUP BY number >> 4;

CREATE TRIGGER aws_certificate_texts_inserted AFTER INSERT ON aws_certificate_texts BEGIN
    INSERT INTO aws_certificate_name_blocks (block, texts)
        VALUES (NEW.number >> 4, char(30) || NEW.number || char(29) || NEW.names)
        ON CONFLICT (block) DO UPDATE SET texts = texts || excluded.texts;
    INSERT INTO aws_certificate_rest_blocks (block, texts)
        VALUES (NEW.number >> 4, char(30) || NEW.number || char(29) || NEW.rest)
        ON CONFLICT (block) DO UPDATE SET texts = texts || excluded.texts;
END;
CREATE TRIGGER aws_certificate_texts_named AFTER UPDATE OF names ON aws_certificate_texts
WHEN NEW.names <> OLD.names BEGIN
    UPDATE aws_certificate_name_blocks SET texts = replace(texts,
        char(30) || OLD.number || char(29) || OLD.names, char(30) || NEW.number || char(29) || NEW.names)
    WHERE block = NEW.number >> 4;
END;
CREATE TRIGGER aws_certificate_texts_changed AFTER UPDATE OF rest ON aws_certificate_texts
WHEN NEW.rest <> OLD.rest BEGIN
    UPDATE aws_certificate_rest_blocks SET texts = replace(texts,
        char(30) || OLD.number || char(29) || OLD.rest, char(30) || NEW.number || char(29) || NEW.rest)
    WHERE block = NEW.number >> 4;
END;
CREATE TRIGGER aws_certificate_texts_deleted AFTER DELETE ON aws_certificate_texts BEGIN
    UPDATE aws_certificate_name_blocks SET texts = replace(texts, char(30) || OLD.number || char(29) || OLD.names, '')
    WHERE block = OLD.number >> 4;
    UPDATE aws_certificate_rest_blocks SET texts = replace(texts, char(30) || OLD.number || char(29) || OLD.rest, '')
    WHERE block = OLD.number >> 4;
    DELETE FROM aws_certificate_name_blocks WHERE block = OLD.number >> 4 AND texts = '';
    DELETE FROM aws_certificate_rest_blocks WHERE block = OLD.number >> 4 AND texts = '';
END;
-- end
