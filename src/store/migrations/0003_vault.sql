-- Encrypted secrets (src/vault/vault.hpp). Nothing here opens without the master key, which is elsewhere.
CREATE TABLE secrets (
    owner TEXT NOT NULL,
    field TEXT NOT NULL,
    master_key_id TEXT NOT NULL,
    wrapped_key BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (owner, field)
);
CREATE INDEX secrets_by_master_key ON secrets (master_key_id, owner, field);

-- One row that whoever wraps a key, or retires a master key, changes first: so that no secret is
-- wrapped with a master key at the moment in which it is retired.
CREATE TABLE vault_lock (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    taken BIGINT NOT NULL
);
INSERT INTO vault_lock (id, taken) VALUES (1, 0);
