// What the page is told of an instance that was written.
import { mayShowFace, type PixelVerdict, type ProcessedInstance } from '../../../core/deid/index.ts';
import type { Looked } from '../../../core/deid/pixels/index.ts';
import { isPixelData, number, text, type DicomFile } from '../../../core/dicom/index.ts';
import { doubtfulFramesOf, pixelOutcomeOf } from './pixel-outcome.ts';
import type { DrawnBoxes, WrittenInstance } from './protocol.ts';

export function writtenOf(
  input: number,
  file: DicomFile,
  bytes: Uint8Array,
  sha256: string,
  result: ProcessedInstance,
  seen: { verdict: PixelVerdict | undefined; looked: Looked | undefined; drawn: DrawnBoxes | undefined },
): WrittenInstance {
  const { doubtful, entries, ...report } = result.report;
  const { dataset } = result.file;
  const hasPixels = dataset.elements.some(({ tag }) => isPixelData(tag));
  const { before, after, quasiIdentifiers } = result;
  return {
    kind: 'written',
    input,
    byteLength: bytes.length,
    sha256,
    report,
    entries: JSON.stringify(entries),
    doubtful,
    modality: text(dataset, 0x00080060) ?? '',
    rows: hasPixels ? (number(dataset, 0x00280010) ?? 0) : 0,
    columns: hasPixels ? (number(dataset, 0x00280011) ?? 0) : 0,
    frames: hasPixels ? Math.max(1, number(dataset, 0x00280008) ?? 1) : 1,
    seriesNumber: number(dataset, 0x00200011) ?? 0,
    instanceNumber: number(dataset, 0x00200013) ?? 0,
    seriesDescription: text(dataset, 0x0008103e) ?? '',
    mayShowFace: mayShowFace(file.dataset),
    pixels: pixelOutcomeOf(hasPixels, seen.verdict, seen.looked, seen.drawn),
    doubtfulFrames: doubtfulFramesOf(seen.looked),
    before: { sopInstanceUID: before.sopInstanceUID, references: before.references },
    after,
    quasiIdentifiers,
  };
}

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
