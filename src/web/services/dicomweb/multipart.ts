import { DicomwebError } from './errors.ts';

/** One part of a multipart/related answer. `bytes` is a view into the answer, not a copy. */
export interface Part {
  /** Media type without parameters, lower case. */
  mediaType: string;
  /** From the part's own Content-Type: the only place where the transfer syntax of a frame is told. */
  transferSyntaxUID: string | undefined;
  bytes: Uint8Array<ArrayBuffer>;
}

const CR = 13;
const LF = 10;
const DASH = 45;

/**
 * Splits a multipart/related body (RFC 2387). Parts that declare a Content-Length are cut by it, so that pixel data
 * that happens to contain the boundary does not end early; a single part is cut by looking for the closing boundary
 * from the end, which does not scan the pixels either.
 */
export function readMultipart(body: ArrayBuffer, contentType: string): Part[] {
  const bytes = new Uint8Array(body);
  const boundary = new TextEncoder().encode(`--${boundaryOf(contentType)}`);
  const parts: Part[] = [];
  let at = indexOf(bytes, boundary, 0);
  while (at >= 0) {
    at += boundary.length;
    if (bytes[at] === DASH && bytes[at + 1] === DASH) return parts;
    at = afterLineEnd(bytes, at);
    const head = headersAt(bytes, at);
    const declared = Number(head.headers.get('content-length') ?? Number.NaN);
    const end = endOfPart(bytes, head.bodyStart, declared, boundary);
    parts.push(partOf(head.headers, bytes.subarray(head.bodyStart, end.bodyEnd)));
    at = end.nextBoundary;
  }
  if (parts.length === 0) throw new DicomwebError('bad-answer');
  return parts;
}

function boundaryOf(contentType: string): string {
  const found = /(?:^|;)\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) throw new DicomwebError('bad-answer');
  return boundary;
}

function headersAt(bytes: Uint8Array, start: number): { headers: Map<string, string>; bodyStart: number } {
  const headers = new Map<string, string>();
  const decoder = new TextDecoder('latin1');
  let at = start;
  while (at < bytes.length) {
    let end = bytes.indexOf(LF, at);
    if (end < 0) throw new DicomwebError('bad-answer');
    const next = end + 1;
    if (bytes[end - 1] === CR) end--;
    if (end <= at) return { headers, bodyStart: next };
    const line = decoder.decode(bytes.subarray(at, end));
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    at = next;
  }
  throw new DicomwebError('bad-answer');
}

function endOfPart(
  bytes: Uint8Array,
  start: number,
  declared: number,
  boundary: Uint8Array,
): { bodyEnd: number; nextBoundary: number } {
  if (Number.isInteger(declared) && declared >= 0 && start + declared <= bytes.length) {
    const nextBoundary = indexOf(bytes, boundary, start + declared, start + declared + 8);
    if (nextBoundary >= 0) return { bodyEnd: start + declared, nextBoundary };
  }
  const nextBoundary = onlyBoundaryFromTheEnd(bytes, start, boundary) ?? indexOfLine(bytes, boundary, start);
  if (nextBoundary < 0) throw new DicomwebError('bad-answer');
  let bodyEnd = nextBoundary;
  if (bytes[bodyEnd - 1] === LF) bodyEnd--;
  if (bytes[bodyEnd - 1] === CR) bodyEnd--;
  return { bodyEnd, nextBoundary };
}

/** The closing boundary, when no other boundary line stands between it and `start`. */
function onlyBoundaryFromTheEnd(bytes: Uint8Array, start: number, boundary: Uint8Array): number | undefined {
  const last = indexOf(bytes, boundary, Math.max(start, bytes.length - boundary.length - 8));
  if (last < 0) return undefined;
  const first = indexOfLine(bytes, boundary, start);
  return first === last ? last : undefined;
}

/** A boundary counts only at the start of a line (RFC 2046 5.1.1). */
function indexOfLine(bytes: Uint8Array, boundary: Uint8Array, from: number): number {
  let at = indexOf(bytes, boundary, from);
  while (at > from && bytes[at - 1] !== LF) at = indexOf(bytes, boundary, at + 1);
  return at;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number, limit = bytes.length): number {
  const first = wanted[0] ?? 0;
  const last = Math.min(bytes.length - wanted.length, limit);
  for (let at = bytes.indexOf(first, from); at >= 0 && at <= last; at = bytes.indexOf(first, at + 1)) {
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same++;
    if (same === wanted.length) return at;
  }
  return -1;
}

function afterLineEnd(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(LF, from);
  if (end < 0) throw new DicomwebError('bad-answer');
  return end + 1;
}

function partOf(headers: Map<string, string>, bytes: Uint8Array<ArrayBuffer>): Part {
  return { ...mediaTypeOf(headers.get('content-type') ?? ''), bytes };
}

/** One DICOM file as a STOW-RS body, PS3.18 10.5.1. The boundary is looked for in the file, so that it cannot be cut by it. */
export function multipartOf(file: Uint8Array<ArrayBuffer>): { body: Blob; contentType: string } {
  let boundary = '';
  do boundary = `part-${crypto.randomUUID()}`;
  while (indexOf(file, new TextEncoder().encode(boundary), 0) >= 0);
  return {
    body: new Blob([`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`, file, `\r\n--${boundary}--\r\n`]),
    contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`,
  };
}

/** `image/jls; transfer-syntax=1.2...` apart; some origins quote the parameter. */
export function mediaTypeOf(contentType: string): { mediaType: string; transferSyntaxUID: string | undefined } {
  const mediaType = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  const found = /transfer-syntax="?([0-9.]+)"?/i.exec(contentType);
  return { mediaType, transferSyntaxUID: found?.[1] };
}
