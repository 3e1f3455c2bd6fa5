// Small DICOM files made by hand, without the product's own writer: what goes in must not share its mistakes.
import { randomBytes } from 'node:crypto';

export interface Instance {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
  readonly pixels: Buffer;
  readonly file: Buffer;
}

export interface StudyPlan {
  readonly patientID: string;
  readonly patientName: string;
  readonly studyDescription: string;
  readonly instances: number;
  readonly rows?: number;
  readonly columns?: number;
}

export interface Study extends StudyPlan {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly accessionNumber: string;
  instance(number: number): Instance;
}

/** PS3.5 B.2: a UID from a UUID needs no registration. */
export function newUID(): string {
  return `2.25.${BigInt(`0x${randomBytes(15).toString('hex')}`).toString()}`;
}

const CT_IMAGE_STORAGE = '1.2.840.10008.5.1.4.1.1.2';
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';

export function planStudy(plan: StudyPlan): Study {
  const studyInstanceUID = newUID();
  const seriesInstanceUID = newUID();
  const accessionNumber = `A${randomBytes(4).toString('hex').toUpperCase()}`;
  const uids = Array.from({ length: plan.instances }, newUID);
  return {
    ...plan,
    studyInstanceUID,
    seriesInstanceUID,
    accessionNumber,
    instance(number) {
      const sopInstanceUID = uids[number - 1];
      if (sopInstanceUID === undefined) throw new Error(`the study has ${uids.length} instances`);
      const { rows = 64, columns = 64 } = plan;
      const pixels = pixelsOf(rows, columns, number);
      const file = write({
        ...plan,
        rows,
        columns,
        studyInstanceUID,
        seriesInstanceUID,
        sopInstanceUID,
        accessionNumber,
        number,
        pixels,
      });
      return { studyInstanceUID, seriesInstanceUID, sopInstanceUID, pixels, file };
    },
  };
}

/** Different in every instance, so that a wrong frame is seen. */
function pixelsOf(rows: number, columns: number, number: number): Buffer {
  const samples = new Uint16Array(rows * columns);
  for (let index = 0; index < samples.length; index += 1) samples[index] = (index * 7 + number * 101) & 0x0fff;
  return Buffer.from(samples.buffer);
}

interface Content extends StudyPlan {
  readonly rows: number;
  readonly columns: number;
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
  readonly accessionNumber: string;
  readonly number: number;
  readonly pixels: Buffer;
}

function write(content: Content): Buffer {
  const meta = Buffer.concat([
    element(0x0002, 0x0001, 'OB', Buffer.from([0, 1])),
    element(0x0002, 0x0002, 'UI', CT_IMAGE_STORAGE),
    element(0x0002, 0x0003, 'UI', content.sopInstanceUID),
    element(0x0002, 0x0010, 'UI', EXPLICIT_LITTLE_ENDIAN),
    element(0x0002, 0x0012, 'UI', '2.25.1'),
  ]);
  const dataset = [
    element(0x0008, 0x0005, 'CS', 'ISO_IR 192'),
    element(0x0008, 0x0016, 'UI', CT_IMAGE_STORAGE),
    element(0x0008, 0x0018, 'UI', content.sopInstanceUID),
    element(0x0008, 0x0020, 'DA', '20260102'),
    element(0x0008, 0x0030, 'TM', '101500'),
    element(0x0008, 0x0050, 'SH', content.accessionNumber),
    element(0x0008, 0x0060, 'CS', 'CT'),
    element(0x0008, 0x0090, 'PN', ''),
    element(0x0008, 0x1030, 'LO', content.studyDescription),
    element(0x0010, 0x0010, 'PN', content.patientName),
    element(0x0010, 0x0020, 'LO', content.patientID),
    element(0x0010, 0x0030, 'DA', '19550607'),
    element(0x0010, 0x0040, 'CS', 'O'),
    element(0x0020, 0x000d, 'UI', content.studyInstanceUID),
    element(0x0020, 0x000e, 'UI', content.seriesInstanceUID),
    element(0x0020, 0x0010, 'SH', '1'),
    element(0x0020, 0x0011, 'IS', '1'),
    element(0x0020, 0x0013, 'IS', String(content.number)),
    element(0x0028, 0x0002, 'US', uint16(1)),
    element(0x0028, 0x0004, 'CS', 'MONOCHROME2'),
    element(0x0028, 0x0010, 'US', uint16(content.rows)),
    element(0x0028, 0x0011, 'US', uint16(content.columns)),
    element(0x0028, 0x0100, 'US', uint16(16)),
    element(0x0028, 0x0101, 'US', uint16(12)),
    element(0x0028, 0x0102, 'US', uint16(11)),
    element(0x0028, 0x0103, 'US', uint16(0)),
    element(0x7fe0, 0x0010, 'OW', content.pixels),
  ];
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element(0x0002, 0x0000, 'UL', length),
    meta,
    ...dataset,
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

/** PS3.5 7.1.2: OB and OW have a 32-bit length, the others here a 16-bit one. */
function element(group: number, number: number, vr: string, value: string | Buffer): Buffer {
  const raw = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  const padding = Buffer.alloc(raw.length % 2, vr === 'UI' || vr === 'OB' ? 0 : 0x20);
  const isLong = vr === 'OB' || vr === 'OW';
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  if (isLong) head.writeUInt32LE(raw.length + padding.length, 8);
  else head.writeUInt16LE(raw.length + padding.length, 6);
  return Buffer.concat([head, raw, padding]);
}

export const STOW_BOUNDARY = 'collimator-gate-boundary';
export const STOW_TYPE = `multipart/related; type="application/dicom"; boundary=${STOW_BOUNDARY}`;

/** The body of a STOW-RS request, one instance at a time: a study never lies in memory whole. */
export async function* stowBody(study: Study): AsyncGenerator<Buffer> {
  for (let number = 1; number <= study.instances; number += 1) {
    const { file } = study.instance(number);
    yield Buffer.from(`--${STOW_BOUNDARY}\r\nContent-Type: application/dicom\r\n\r\n`);
    // Handed over in pieces, as a network would.
    for (let at = 0; at < file.length; at += 65_536) yield file.subarray(at, at + 65_536);
    yield Buffer.from('\r\n');
    await Promise.resolve();
  }
  yield Buffer.from(`--${STOW_BOUNDARY}--\r\n`);
}
