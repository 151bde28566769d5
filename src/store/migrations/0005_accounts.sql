-- AWS accounts Certwright may act in. Secrets are in the vault (vault_secrets), never here.
CREATE TABLE accounts (
    id               TEXT PRIMARY KEY,
    name             TEXT NOT NULL,
    name_key         TEXT NOT NULL UNIQUE,          -- the name in lower case
    aws_account_id   TEXT,                          -- twelve digits, once AWS has told
    caller_arn       TEXT,
    aws_partition    TEXT NOT NULL,
    method           TEXT NOT NULL CHECK (method IN ('access_key', 'role', 'default_chain', 'profile')),
    access_key_id    TEXT,
    profile          TEXT,
    role_arn         TEXT,
    external_id      TEXT,
    session_name     TEXT,
    duration_seconds BIGINT CHECK (duration_seconds BETWEEN 900 AND 43200),
    source_account   TEXT REFERENCES accounts (id),
    regions          TEXT NOT NULL,                 -- JSON array; empty: every enabled region
    endpoint_url     TEXT,
    fips             BOOLEAN NOT NULL,
    proxy            TEXT,
    ca_bundle        TEXT,
    enabled          BOOLEAN NOT NULL,
    search           TEXT NOT NULL DEFAULT 'unknown' CHECK (search IN ('unknown', 'available', 'unavailable')),
    search_learned_at BIGINT,
    regions_asked_at BIGINT,
    last_discovery_at BIGINT,
    last_error       TEXT,
    version          BIGINT NOT NULL,               -- counts changes; the ETag of the API
    created_at       BIGINT NOT NULL,
    updated_at       BIGINT NOT NULL,
    CHECK (method <> 'access_key' OR access_key_id IS NOT NULL),
    CHECK (method <> 'role' OR role_arn IS NOT NULL),
    CHECK (method <> 'profile' OR profile IS NOT NULL)
);

-- What discovery learned about one region of one account. IAM is the region 'aws-global'.
CREATE TABLE account_regions (
    account       TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    region        TEXT NOT NULL,
    enabled       BOOLEAN NOT NULL,
    search        TEXT NOT NULL DEFAULT 'unknown' CHECK (search IN ('unknown', 'available', 'unavailable')),
    last_sweep_at BIGINT,                           -- the last complete listing
    last_search_at BIGINT,                          -- the last complete search
    PRIMARY KEY (account, region)
);
