// Finds stored instances for WADO-RS.
import type { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import type { JsonDataset } from './dicom-json.ts';
import type { ByteRange } from './frame-table.ts';
import { PacsError } from './pacs-error.ts';

export interface InstanceRow {
  id: number;
  sop_uid: string;
  series_id: number;
  transfer_syntax: string;
  file: string;
  byte_length: number;
  frames_kind: 'none' | 'native' | 'bits' | 'fragments' | 'decoded' | 'fault';
  frames_total: number;
  frames_fault: string | null;
  native_offset: number | null;
  native_length: number | null;
}

export interface InstancePath {
  studyInstanceUID: string;
  seriesInstanceUID?: string;
  sopInstanceUID?: string;
}

export interface InstanceRows {
  /** In reading order; throws `not-found` when the path names nothing. */
  at(path: InstancePath): InstanceRow[];
  seriesIdsAt(path: InstancePath): number[];
  fragmentsOf(instanceId: number, frame: number): ByteRange[];
  metadataOf: (instanceId: number) => JsonDataset;
  /** DICOM JSON text of each instance of a series, by InstanceNumber. */
  metadataTexts(seriesId: number): string[];
  metadataText(instanceId: number): string;
}

const COLUMNS =
  'i.id, i.sop_uid, i.series_id, i.transfer_syntax, i.file, i.byte_length, i.frames_kind, i.frames_total, i.frames_fault, i.native_offset, i.native_length';
const FROM = 'FROM instances i JOIN series se ON se.id = i.series_id JOIN studies st ON st.id = se.study_id';
const ORDER =
  'ORDER BY se.series_number IS NULL, se.series_number, se.id, i.instance_number IS NULL, i.instance_number, i.id';

const unpack = (blob: Uint8Array) => gunzipSync(blob).toString('utf8');

export function createInstanceRows(database: DatabaseSync): InstanceRows {
  const ofInstance = database.prepare(
    `SELECT ${COLUMNS} ${FROM} WHERE i.sop_uid = ? AND se.series_uid = ? AND st.study_uid = ?`,
  );
  const ofSeries = database.prepare(`SELECT ${COLUMNS} ${FROM} WHERE se.series_uid = ? AND st.study_uid = ? ${ORDER}`);
  const ofStudy = database.prepare(`SELECT ${COLUMNS} ${FROM} WHERE st.study_uid = ? ${ORDER}`);
  const seriesOf = database.prepare(
    'SELECT se.id FROM series se JOIN studies st ON st.id = se.study_id WHERE st.study_uid = ? AND (? IS NULL OR se.series_uid = ?) ORDER BY se.series_number IS NULL, se.series_number, se.id',
  );
  const fragments = database.prepare(
    'SELECT byte_offset AS offset, byte_length AS length FROM fragments WHERE instance_id = ? AND frame = ? ORDER BY part',
  );
  const metadata = database.prepare('SELECT metadata FROM instances WHERE id = ?');
  const metadataOfSeries = database.prepare(
    'SELECT metadata FROM instances WHERE series_id = ? ORDER BY instance_number IS NULL, instance_number, id',
  );
  const found = <T>(rows: unknown): T[] => {
    const list = rows as T[]; // shapes are those of the SELECTs above
    if (list.length === 0) throw new PacsError('not-found', 404, 'There is no such study, series or instance.');
    return list;
  };
  const metadataText = (instanceId: number) =>
    unpack(
      found<{ metadata: Uint8Array }>([metadata.get(instanceId)].filter(Boolean))[0]?.metadata ?? new Uint8Array(),
    );

  return {
    at({ studyInstanceUID, seriesInstanceUID, sopInstanceUID }) {
      if (seriesInstanceUID === undefined) return found(ofStudy.all(studyInstanceUID));
      if (sopInstanceUID === undefined) return found(ofSeries.all(seriesInstanceUID, studyInstanceUID));
      return found(ofInstance.all(sopInstanceUID, seriesInstanceUID, studyInstanceUID));
    },
    seriesIdsAt({ studyInstanceUID, seriesInstanceUID: named }) {
      const seriesInstanceUID = named ?? null;
      return found<{ id: number }>(seriesOf.all(studyInstanceUID, seriesInstanceUID, seriesInstanceUID)).map(
        ({ id }) => id,
      );
    },
    fragmentsOf: (instanceId, frame) => fragments.all(instanceId, frame) as unknown as ByteRange[],
    metadataOf: (instanceId) => JSON.parse(metadataText(instanceId)) as JsonDataset, // written by the index
    metadataTexts: (seriesId) =>
      (metadataOfSeries.all(seriesId) as { metadata: Uint8Array }[]).map((row) => unpack(row.metadata)),
    metadataText,
  };
}
