-- When a discovery of the account was last begun because it was due (src/inventory/rediscovery.hpp).
ALTER TABLE accounts ADD COLUMN rediscovery_begun_at BIGINT;
