-- The master key that the last rotation ended with (src/vault/rotation.cpp): who does not have it, wraps nothing with
-- one that was retired.
ALTER TABLE vault_lock ADD COLUMN master_key_id TEXT;
