/**
 * `events` and `checkpoints` only ever grow: triggers refuse UPDATE and DELETE. That stops accidents and the gateway's
 * own faults; against somebody who owns the file stand the hash chain and the signed checkpoints kept elsewhere.
 * `log_head` repeats size and last chain hash, so that a cut-off tail shows even before the next checkpoint.
 */
export const SQLITE_SCHEMA = `
CREATE TABLE IF NOT EXISTS events (
  log_index INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL,
  leaf_hash TEXT NOT NULL,
  chain_hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TABLE IF NOT EXISTS log_head (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1), size INTEGER NOT NULL, chain_hash TEXT NOT NULL
) STRICT;
INSERT OR IGNORE INTO log_head VALUES (1, 0, '${'0'.repeat(64)}');
CREATE TRIGGER IF NOT EXISTS log_head_grows BEFORE UPDATE ON log_head WHEN NEW.size <= OLD.size
  BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS log_head_stays BEFORE DELETE ON log_head BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TABLE IF NOT EXISTS checkpoints (
  size INTEGER PRIMARY KEY, note TEXT NOT NULL, frontier TEXT NOT NULL, created_at_ms INTEGER NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS checkpoints_no_update BEFORE UPDATE ON checkpoints
  BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER IF NOT EXISTS checkpoints_no_delete BEFORE DELETE ON checkpoints
  BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TABLE IF NOT EXISTS verifier_keys (
  position INTEGER PRIMARY KEY AUTOINCREMENT, verifier_key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE IF NOT EXISTS grants (
  grant_id TEXT PRIMARY KEY, sub TEXT NOT NULL, sid TEXT NOT NULL, study_instance_uid TEXT NOT NULL,
  purpose TEXT NOT NULL, read_only INTEGER NOT NULL, patient_key TEXT NOT NULL, patient_sealed TEXT NOT NULL,
  emergency_id TEXT, created_at_ms INTEGER NOT NULL, expires_at_ms INTEGER NOT NULL, ended_at_ms INTEGER,
  receipt TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS grants_by_login ON grants (sid, sub, study_instance_uid, created_at_ms);
CREATE INDEX IF NOT EXISTS grants_by_expiry ON grants (expires_at_ms);
CREATE TABLE IF NOT EXISTS emergencies (
  emergency_id TEXT PRIMARY KEY, sub TEXT NOT NULL, sid TEXT NOT NULL, patient_key TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL, ends_at_ms INTEGER NOT NULL, ended_at_ms INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS emergencies_open ON emergencies (ends_at_ms) WHERE ended_at_ms IS NULL;
CREATE TABLE IF NOT EXISTS exports (
  export_id TEXT PRIMARY KEY, sub TEXT NOT NULL, sid TEXT NOT NULL, version INTEGER NOT NULL,
  opened_at_ms INTEGER NOT NULL, ends_at_ms INTEGER NOT NULL, is_open INTEGER NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS exports_by_login ON exports (sub, sid);
CREATE INDEX IF NOT EXISTS exports_by_time ON exports (opened_at_ms);
CREATE INDEX IF NOT EXISTS exports_open ON exports (ends_at_ms) WHERE is_open = 1;
CREATE TABLE IF NOT EXISTS model_states (
  kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, at_ms INTEGER NOT NULL, record TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT;
CREATE INDEX IF NOT EXISTS model_states_by_time ON model_states (kind, at_ms);
CREATE TABLE IF NOT EXISTS revocations (
  kind TEXT NOT NULL, key TEXT NOT NULL, at_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL, PRIMARY KEY (kind, key)
) STRICT;
CREATE TABLE IF NOT EXISTS used_once (
  kind TEXT NOT NULL, key TEXT NOT NULL, until_ms INTEGER NOT NULL, PRIMARY KEY (kind, key)
) STRICT;
`;
