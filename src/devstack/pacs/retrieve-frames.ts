// WADO-RS frames and pixel data, PS3.18 10.4: one read by offset and length each, in the stored transfer syntax.
import { readFile } from 'node:fs/promises';
import { packagingFor, type MediaRange, type Offer } from './accept.ts';
import type { PacsAnswer } from './answer.ts';
import { decodeFrame } from './describe.ts';
import type { ByteRange } from './frame-table.ts';
import type { InstanceRow, InstanceRows } from './instance-rows.ts';
import { mediaTypeOf, UNCOMPRESSED } from './media-types.ts';
import { writeMultipart, type OutgoingPart } from './multipart.ts';
import { PacsError } from './pacs-error.ts';
import { readRanges, shiftBits, streamRanges } from './read-ranges.ts';

/** Up to this many bytes an answer is put together in memory and sent at once. */
const IN_ONE_PIECE_BYTES = 8 * 1024 * 1024;

export interface FrameDeps {
  rows: InstanceRows;
  pathOf: (sha256: string) => string;
}

export const isCompressed = (row: InstanceRow) => row.frames_kind === 'fragments';

export function offerOf(row: InstanceRow): Offer {
  if (!isCompressed(row)) return UNCOMPRESSED;
  return { mediaType: mediaTypeOf(row.transfer_syntax), transferSyntaxUID: row.transfer_syntax, isUncompressed: false };
}

/** What can be read straight from the file; undefined where the frame has to be made. */
function rangesOf(deps: FrameDeps, row: InstanceRow, frame: number): ByteRange[] | undefined {
  if (row.frames_kind === 'native') {
    const length = row.native_length ?? 0;
    return [{ offset: (row.native_offset ?? 0) + (frame - 1) * length, length }];
  }
  return row.frames_kind === 'fragments' ? deps.rows.fragmentsOf(row.id, frame) : undefined;
}

async function madeFrame(deps: FrameDeps, row: InstanceRow, frame: number): Promise<Uint8Array> {
  const path = deps.pathOf(row.file);
  if (row.frames_kind === 'decoded') return decodeFrame(await readFile(path), frame);
  const frameBits = row.native_length ?? 0;
  const firstBit = (frame - 1) * frameBits;
  const offset = (row.native_offset ?? 0) + Math.floor(firstBit / 8);
  const length = Math.ceil(((firstBit % 8) + frameBits) / 8);
  return shiftBits(await readRanges(path, [{ offset, length }]), firstBit % 8, frameBits);
}

export function assertHasFrames(row: InstanceRow): void {
  if (row.frames_kind === 'none') throw new PacsError('not-found', 404, 'The instance has no frames.');
  if (row.frames_kind === 'fault')
    throw new PacsError(
      'frames-unreadable',
      422,
      `The pixel data cannot be taken apart into frames (${row.frames_fault}).`,
    );
}

export function parseFrameNumbers(text: string, total: number): number[] {
  const numbers = /^\d+(,\d+)*$/.test(text) ? text.split(',').map(Number) : [];
  if (numbers.length === 0 || numbers.some((frame) => frame < 1 || frame > total))
    throw new PacsError('bad-frame-number', 400, 'A frame number is not one of the frames of the instance.');
  return numbers;
}

async function partFor(deps: FrameDeps, row: InstanceRow, frame: number, contentType: string): Promise<OutgoingPart> {
  const path = deps.pathOf(row.file);
  const ranges = rangesOf(deps, row, frame);
  if (ranges === undefined) {
    const body = await madeFrame(deps, row, frame);
    return { contentType, byteLength: body.byteLength, body };
  }
  const byteLength = ranges.reduce((sum, { length }) => sum + length, 0);
  return { contentType, byteLength, body: () => streamRanges(path, ranges) };
}

async function inOnePiece(deps: FrameDeps, row: InstanceRow, frame: number, part: OutgoingPart): Promise<OutgoingPart> {
  const ranges = rangesOf(deps, row, frame);
  return ranges === undefined ? part : { ...part, body: await readRanges(deps.pathOf(row.file), ranges) };
}

export async function retrieveFrames(
  deps: FrameDeps,
  row: InstanceRow,
  frames: readonly number[],
  accept: readonly MediaRange[],
): Promise<PacsAnswer> {
  const offer = offerOf(row);
  const packaging = packagingFor(accept, offer, frames.length === 1);
  if (packaging === undefined)
    throw new PacsError(
      'not-acceptable',
      406,
      `The frames are stored as ${offer.transferSyntaxUID} and are not transcoded.`,
    );
  const contentType = `${offer.mediaType}; transfer-syntax=${offer.transferSyntaxUID}`;
  let parts: OutgoingPart[] = [];
  for (const frame of frames) parts.push(await partFor(deps, row, frame, contentType));
  if (parts.reduce((sum, { byteLength }) => sum + byteLength, 0) <= IN_ONE_PIECE_BYTES)
    parts = await Promise.all(parts.map((part, index) => inOnePiece(deps, row, frames[index] ?? 1, part)));
  return packaging === 'multipart' ? multipartAnswer(offer.mediaType, parts) : singleAnswer(parts[0]);
}

export function multipartAnswer(type: string, parts: readonly OutgoingPart[]): PacsAnswer {
  const { contentType, byteLength, body } = writeMultipart(type, parts);
  return {
    status: 200,
    headers: { 'Content-Type': contentType, 'Content-Length': String(byteLength), 'Cache-Control': 'no-store' },
    body,
  };
}

export function singleAnswer(part: OutgoingPart | undefined): PacsAnswer {
  if (part === undefined) throw new PacsError('not-found', 404, 'There is nothing to send.');
  return {
    status: 200,
    headers: {
      'Content-Type': part.contentType,
      'Content-Length': String(part.byteLength),
      'Cache-Control': 'no-store',
    },
    body: part.body instanceof Uint8Array ? part.body : part.body(),
  };
}
