-- Requests that carried an Idempotency-Key, kept for a day (http/idempotency.hpp). `body` is null while
-- the first request runs, and for good when its answer held a secret.
CREATE TABLE idempotency_keys (
    actor TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'answered')),
    status BIGINT,
    location TEXT,
    body TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (actor, route, key),
    CHECK ((state = 'running') = (status IS NULL))
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
