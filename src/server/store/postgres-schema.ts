/** Carries the name of each table that a standing is made of, when something in it changed. Never a value. */
export const STANDING_CHANNEL = 'collimator_standing';

/**
 * The same promises as `sqlite-schema.ts`, in PostgreSQL's words. The account that runs the gateway owns the tables, so
 * a site that wants more gives the tables to another owner and grants SELECT, INSERT only (README, "Two accounts").
 */
export const POSTGRES_SCHEMA = `
CREATE OR REPLACE FUNCTION collimator_append_only() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'append only'; END $$;
CREATE TABLE IF NOT EXISTS events (
  log_index bigint PRIMARY KEY,
  event_id text NOT NULL UNIQUE,
  event text NOT NULL,
  leaf_hash text NOT NULL,
  chain_hash text NOT NULL
);
CREATE OR REPLACE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION collimator_append_only();
CREATE TABLE IF NOT EXISTS log_head (
  only_row int PRIMARY KEY CHECK (only_row = 1), size bigint NOT NULL, chain_hash text NOT NULL
);
INSERT INTO log_head VALUES (1, 0, '${'0'.repeat(64)}') ON CONFLICT DO NOTHING;
CREATE OR REPLACE FUNCTION collimator_head_grows() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN IF NEW.size <= OLD.size THEN RAISE EXCEPTION 'append only'; END IF; RETURN NEW; END $$;
CREATE OR REPLACE TRIGGER log_head_grows BEFORE UPDATE ON log_head
  FOR EACH ROW EXECUTE FUNCTION collimator_head_grows();
CREATE OR REPLACE TRIGGER log_head_stays BEFORE DELETE OR TRUNCATE ON log_head
  FOR EACH STATEMENT EXECUTE FUNCTION collimator_append_only();
CREATE TABLE IF NOT EXISTS checkpoints (
  size bigint PRIMARY KEY, note text NOT NULL, frontier text NOT NULL, created_at_ms bigint NOT NULL
);
CREATE OR REPLACE TRIGGER checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION collimator_append_only();
CREATE TABLE IF NOT EXISTS verifier_keys (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, verifier_key text NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS grants (
  position bigint GENERATED ALWAYS AS IDENTITY,
  grant_id text PRIMARY KEY, sub text NOT NULL, sid text NOT NULL, study_instance_uid text NOT NULL,
  purpose text NOT NULL, read_only boolean NOT NULL, patient_key text NOT NULL, patient_sealed text NOT NULL,
  emergency_id text, created_at_ms bigint NOT NULL, expires_at_ms bigint NOT NULL, ended_at_ms bigint,
  receipt text NOT NULL
);
CREATE INDEX IF NOT EXISTS grants_by_login ON grants (sid, sub, study_instance_uid, created_at_ms);
CREATE INDEX IF NOT EXISTS grants_by_expiry ON grants (expires_at_ms);
CREATE TABLE IF NOT EXISTS emergencies (
  emergency_id text PRIMARY KEY, sub text NOT NULL, sid text NOT NULL, patient_key text NOT NULL,
  started_at_ms bigint NOT NULL, ends_at_ms bigint NOT NULL, ended_at_ms bigint
);
CREATE INDEX IF NOT EXISTS emergencies_open ON emergencies (ends_at_ms) WHERE ended_at_ms IS NULL;
CREATE TABLE IF NOT EXISTS exports (
  export_id text PRIMARY KEY, sub text NOT NULL, sid text NOT NULL, version bigint NOT NULL,
  opened_at_ms bigint NOT NULL, ends_at_ms bigint NOT NULL, is_open boolean NOT NULL, record text NOT NULL
);
CREATE INDEX IF NOT EXISTS exports_by_login ON exports (sub, sid);
CREATE INDEX IF NOT EXISTS exports_by_time ON exports (opened_at_ms);
CREATE INDEX IF NOT EXISTS exports_open ON exports (ends_at_ms) WHERE is_open;
CREATE TABLE IF NOT EXISTS model_states (
  kind text NOT NULL, key text NOT NULL, version bigint NOT NULL, at_ms bigint NOT NULL, record text NOT NULL,
  PRIMARY KEY (kind, key)
);
CREATE INDEX IF NOT EXISTS model_states_by_time ON model_states (kind, at_ms);
CREATE TABLE IF NOT EXISTS revocations (
  kind text NOT NULL, key text NOT NULL, at_ms bigint NOT NULL, until_ms bigint NOT NULL, PRIMARY KEY (kind, key)
);
CREATE OR REPLACE FUNCTION collimator_standing_changed() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM pg_notify('${STANDING_CHANNEL}', TG_TABLE_NAME); RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER grants_notice AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON grants
  FOR EACH STATEMENT EXECUTE FUNCTION collimator_standing_changed();
CREATE OR REPLACE TRIGGER revocations_notice AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON revocations
  FOR EACH STATEMENT EXECUTE FUNCTION collimator_standing_changed();
CREATE TABLE IF NOT EXISTS used_once (
  kind text NOT NULL, key text NOT NULL, until_ms bigint NOT NULL, PRIMARY KEY (kind, key)
);
`;
