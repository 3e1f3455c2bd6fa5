// The index: one SQLite file beside the stored instances. Everything in it can be made again from the files.
import { DatabaseSync } from 'node:sqlite';
import { columnsOf, type Level } from './attributes.ts';

/** Raised when a table changes; an index of another version is thrown away and made again from the files. */
export const INDEX_VERSION = 1;

const columns = (level: Level) =>
  columnsOf(level)
    .map(({ name, sqlType }) => `${name} ${sqlType}`)
    .join(', ');

const SCHEMA = `
CREATE TABLE studies (
  id INTEGER PRIMARY KEY, ${columns('study')},
  modalities TEXT NOT NULL DEFAULT '', sop_classes TEXT NOT NULL DEFAULT '',
  series_count INTEGER NOT NULL DEFAULT 0, instance_count INTEGER NOT NULL DEFAULT 0,
  patient_key TEXT NOT NULL, attributes TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX study_by_uid ON studies (study_uid);
CREATE INDEX study_by_date ON studies (study_date DESC, study_time DESC, id);
CREATE INDEX study_by_patient ON studies (patient_id);
CREATE INDEX study_by_name ON studies (patient_name);
CREATE INDEX study_by_accession ON studies (accession);

CREATE TABLE series (
  id INTEGER PRIMARY KEY, study_id INTEGER NOT NULL REFERENCES studies, ${columns('series')},
  instance_count INTEGER NOT NULL DEFAULT 0, attributes TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX series_by_uid ON series (series_uid);
CREATE INDEX series_of_study ON series (study_id, modality);

CREATE TABLE instances (
  id INTEGER PRIMARY KEY, series_id INTEGER NOT NULL REFERENCES series, ${columns('instance')},
  transfer_syntax TEXT NOT NULL, file TEXT NOT NULL, byte_length INTEGER NOT NULL,
  -- How frames are found, see frame-table.ts; byte lengths, but bits for kind 'bits'.
  frames_kind TEXT NOT NULL, frames_total INTEGER NOT NULL, frames_fault TEXT, native_offset INTEGER, native_length INTEGER,
  attributes TEXT NOT NULL, metadata BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX instance_by_uid ON instances (sop_uid);
CREATE INDEX instance_of_series ON instances (series_id, instance_number);
CREATE INDEX instance_by_file ON instances (file);

CREATE TABLE fragments (
  instance_id INTEGER NOT NULL REFERENCES instances, frame INTEGER NOT NULL, part INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL, byte_length INTEGER NOT NULL,
  PRIMARY KEY (instance_id, frame, part)
) STRICT, WITHOUT ROWID;

-- Series metadata as it goes over the wire, compressed once.
CREATE TABLE prepared (
  series_id INTEGER NOT NULL REFERENCES series, encoding TEXT NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (series_id, encoding)
) STRICT, WITHOUT ROWID;
`;

export function openDatabase(path: string): { database: DatabaseSync; isNew: boolean } {
  const database = new DatabaseSync(path);
  // FULL: an instance that was acknowledged must survive the power going off.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536',
  );
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version === INDEX_VERSION) return { database, isNew: false };
  transaction(database, () => {
    for (const table of ['prepared', 'fragments', 'instances', 'series', 'studies'])
      database.exec(`DROP TABLE IF EXISTS ${table}`);
    database.exec(SCHEMA);
    database.exec(`PRAGMA user_version = ${INDEX_VERSION}`);
  });
  return { database, isNew: true };
}

/** All of `work` or nothing of it. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
