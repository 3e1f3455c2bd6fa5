// WADO-RS instances, series, studies and bulk data: the stored bytes.
import { readFile } from 'node:fs/promises';
import { packagingFor, type MediaRange } from './accept.ts';
import type { PacsAnswer } from './answer.ts';
import { bulkValueOf } from './describe.ts';
import type { InstanceRow } from './instance-rows.ts';
import { UNCOMPRESSED } from './media-types.ts';
import type { OutgoingPart } from './multipart.ts';
import { PacsError } from './pacs-error.ts';
import { streamRanges } from './read-ranges.ts';
import {
  assertHasFrames,
  isCompressed,
  multipartAnswer,
  retrieveFrames,
  singleAnswer,
  type FrameDeps,
} from './retrieve-frames.ts';

const DICOM = 'application/dicom';

function filePart(deps: FrameDeps, row: InstanceRow): OutgoingPart {
  const whole = [{ offset: 0, length: row.byte_length }];
  return {
    contentType: `${DICOM}; transfer-syntax=${row.transfer_syntax}`,
    byteLength: row.byte_length,
    body: () => streamRanges(deps.pathOf(row.file), whole),
  };
}

/** Instances leave as they are stored; only a demand for one other transfer syntax is refused. */
export function retrieveInstances(
  deps: FrameDeps,
  rows: readonly InstanceRow[],
  accept: readonly MediaRange[],
): PacsAnswer {
  const packagings = rows.map((row) =>
    packagingFor(
      accept,
      { mediaType: DICOM, transferSyntaxUID: row.transfer_syntax, isUncompressed: !isCompressed(row) },
      rows.length === 1,
    ),
  );
  if (packagings.includes(undefined))
    throw new PacsError(
      'not-acceptable',
      406,
      'Instances are sent as application/dicom in the stored transfer syntax.',
    );
  const parts = rows.map((row) => filePart(deps, row));
  return packagings[0] === 'single' ? singleAnswer(parts[0]) : multipartAnswer(DICOM, parts);
}

const PIXEL_DATA = '7FE00010';

/** `path` is what follows `bulkdata/`: tags, and item numbers from 0 between them. */
export async function retrieveBulkData(
  deps: FrameDeps,
  row: InstanceRow,
  path: readonly string[],
  accept: readonly MediaRange[],
): Promise<PacsAnswer> {
  if (path.length === 1 && path[0]?.toUpperCase() === PIXEL_DATA && isCompressed(row)) {
    assertHasFrames(row);
    const frames = Array.from({ length: row.frames_total }, (_, index) => index + 1);
    return retrieveFrames(deps, row, frames, accept);
  }
  const body = bulkValueOf(await readFile(deps.pathOf(row.file)), path);
  if (body === undefined) throw new PacsError('not-found', 404, 'There is no such bulk data.');
  const packaging = packagingFor(accept, UNCOMPRESSED, true);
  if (packaging === undefined)
    throw new PacsError('not-acceptable', 406, 'Bulk data are sent as application/octet-stream.');
  const part = { contentType: UNCOMPRESSED.mediaType, byteLength: body.byteLength, body };
  return packaging === 'multipart' ? multipartAnswer(UNCOMPRESSED.mediaType, [part]) : singleAnswer(part);
}
