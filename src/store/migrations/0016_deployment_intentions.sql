-- What an import that is not resolved yet was aimed at, and the tags of what it replaces: both belong to the
-- intention and not to what a user decides meanwhile (src/lifecycle/deployment/deployment_state.hpp).
ALTER TABLE deployments ADD COLUMN target TEXT;         -- the ARN it goes over; NULL for a new one
ALTER TABLE deployments ADD COLUMN previous_tags TEXT;  -- JSON object; NULL where nothing is replaced
UPDATE deployments SET target = COALESCE(chosen_arn, arn) WHERE intended IS NOT NULL;
-- A choice that was carried out is one no more.
UPDATE deployments SET chosen_arn = NULL WHERE chosen_arn = arn OR chosen_arn = target;
CREATE UNIQUE INDEX deployments_target ON deployments (account, target) WHERE target IS NOT NULL AND state <> 'removed';
-- Whether an ARN is compared because its certificate was taken from it: then also when no deployment keeps it any more.
ALTER TABLE aws_certificate_sync ADD COLUMN is_taken BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE aws_certificate_sync SET is_taken = TRUE WHERE deployment IS NULL;
