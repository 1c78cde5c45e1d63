-- Version 1. To run it by hand, as the owner of the tables to be, in a schema of your own:
--   psql -v ON_ERROR_STOP=1 -1 -c 'CREATE SCHEMA numberverify' -c 'SET LOCAL search_path TO numberverify' -f 1.sql
-- The application's account then needs no more than
--   GRANT USAGE ON SCHEMA numberverify TO app;
--   GRANT SELECT ON numberverify.schema_version TO app;
--   GRANT SELECT, INSERT, UPDATE, DELETE ON numberverify.transactions, numberverify.attempts TO app;

CREATE TABLE schema_version
(
    version integer NOT NULL
);

CREATE TABLE transactions
(
    id text COLLATE "C" PRIMARY KEY CHECK (length(id) <= 64),
    expires_at timestamptz NOT NULL
);

CREATE INDEX transactions_expires_at ON transactions (expires_at);

CREATE TABLE attempts
(
    key text COLLATE "C" PRIMARY KEY CHECK (length(key) <= 128),
    count bigint NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE INDEX attempts_expires_at ON attempts (expires_at);

INSERT INTO schema_version (version) VALUES (1);
