-- Groups of certificates (src/lifecycle/groups.cpp): picked by hand, or whatever a rule finds at the moment.
CREATE TABLE certificate_groups (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    name_key    TEXT NOT NULL UNIQUE,               -- the name in lower case
    description TEXT NOT NULL,
    rule        TEXT,                               -- JSON array of [property, value]; NULL for one picked by hand
    created_by  TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL
);

-- Of those picked by hand; what a rule finds is kept nowhere.
CREATE TABLE certificate_group_members (
    group_id    TEXT NOT NULL REFERENCES certificate_groups (id) ON DELETE CASCADE,
    certificate TEXT NOT NULL REFERENCES certificates (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, certificate)
);
CREATE INDEX certificate_group_members_certificate ON certificate_group_members (certificate, group_id);

-- Careful roll-outs (src/lifecycle/roll_out.cpp): the regions of a certificate take turns.
ALTER TABLE deployments ADD COLUMN roll_out_pause BIGINT CHECK (roll_out_pause >= 0);  -- seconds; NULL for all at once
ALTER TABLE deployments ADD COLUMN turn BIGINT CHECK (turn >= 0);  -- in the roll-out of what is wanted; NULL for none
ALTER TABLE deployments ADD COLUMN is_held BOOLEAN NOT NULL DEFAULT FALSE;  -- its turn has not come
ALTER TABLE deployments ADD COLUMN held_until BIGINT;              -- when it comes; NULL while those before are at work
CREATE INDEX deployments_turns ON deployments (certificate, turn) WHERE turn IS NOT NULL;
