// An archive of one study that holds nothing but finished files: what the viewer is given asks it, and nobody else. So pixels,
// thumbnails, attributes, reports and bulk data are de-identified before the first of them is drawn, and there is no way around.
import {
  type DicomJson,
  type DicomFile,
  framesOf,
  readDicom,
  toDicomJson,
  TRANSFER_SYNTAX,
  unpackBits,
} from '../../../../core/dicom/index.ts';
import type { FinishedStore, RunInstance } from '../hand-over.ts';

export interface FinishedOrigin {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** Forgets what it has read. */
  readonly close: () => void;
}

/** As an archive would, long values are fetched when they are needed. */
const INLINE_BELOW_BYTES = 4096;
/** Files that were read lately: a stack is looked at image by image, header and frame. */
const MOST_FILES = 64;
const PIXELS = /^(7FE0000[89]|7FE00010)$/;

/** What de-identified files there are, and the way to them. */
export interface FinishedFiles {
  readonly instances: ReadonlyMap<string, RunInstance>;
  readonly store: Pick<FinishedStore, 'finished'>;
}

export function createFinishedOrigin(run: FinishedFiles, studyInstanceUID: string): FinishedOrigin {
  const instances = new Map(
    [...run.instances].filter(([, { finished }]) => finished.studyInstanceUID === studyInstanceUID),
  );
  const files = new Map<string, Promise<DicomFile>>();

  function fileOf(uid: string): Promise<DicomFile> {
    const found = files.get(uid) ?? run.store.finished(uid).then((bytes) => readDicom(bytes));
    files.delete(uid);
    files.set(uid, found);
    found.catch(() => files.delete(uid));
    const [oldest] = files.keys();
    if (files.size > MOST_FILES && oldest !== undefined) files.delete(oldest);
    return found;
  }

  const at = (instance: RunInstance): string => {
    const { seriesInstanceUID, sopInstanceUID } = instance.finished;
    return `/dicom-web/studies/${studyInstanceUID}/series/${seriesInstanceUID}/instances/${sopInstanceUID}`;
  };

  async function metadataOf(instance: RunInstance): Promise<DicomJson> {
    const { dataset } = await fileOf(instance.finished.sopInstanceUID);
    const json = toDicomJson(dataset, {
      inlineBelowBytes: INLINE_BELOW_BYTES,
      bulkDataURI: (path) => `${at(instance)}/bulkdata/${path}`,
    });
    return Object.fromEntries(Object.entries(json).filter(([tag]) => !PIXELS.test(tag)));
  }

  async function seriesList(): Promise<DicomJson[]> {
    const series = Map.groupBy(instances.values(), ({ finished }) => finished.seriesInstanceUID);
    return Promise.all(
      [...series].map(async ([seriesInstanceUID, [first, ...others]]) => {
        const about = first === undefined ? {} : await metadataOf(first);
        const kept = ['00080060', '0008103E', '00200011'].flatMap((tag) => {
          const element = about[tag];
          return element === undefined ? [] : [[tag, element] as const];
        });
        return {
          ...Object.fromEntries(kept),
          '0020000E': { vr: 'UI', Value: [seriesInstanceUID] },
          '00201209': { vr: 'IS', Value: [others.length + 1] },
        } as const;
      }),
    );
  }

  const ofSeries = (uid: string | undefined): RunInstance[] =>
    [...instances.values()].filter(({ finished }) => finished.seriesInstanceUID === uid);

  async function answer(path: string): Promise<Response> {
    const { pathname, searchParams } = new URL(path, 'http://finished.invalid');
    const root = `/dicom-web/studies/${studyInstanceUID}`;
    if (!pathname.startsWith(`${root}/`)) return problem(403);
    const [kind, series, what, sop, part, ...rest] = pathname.slice(root.length + 1).split('/');
    if (kind !== 'series') return problem(404);
    if (series === undefined) return json(await seriesList());
    const members = ofSeries(series);
    if (what === 'metadata') return json(await Promise.all(members.map(metadataOf)));
    if (what !== 'instances') return problem(404);
    if (sop === undefined) {
      const offset = Number(searchParams.get('offset') ?? 0);
      const page = members.slice(offset, offset + Number(searchParams.get('limit') ?? members.length));
      return json(page.map(({ finished }) => ({ '00080018': { vr: 'UI', Value: [finished.sopInstanceUID] } })));
    }
    const instance = members.find(({ finished }) => finished.sopInstanceUID === sop);
    if (instance === undefined) return problem(404);
    if (part === 'metadata') return json([await metadataOf(instance)]);
    if (part === 'frames') return frames(await fileOf(sop), (rest[0] ?? '').split(',').map(Number));
    if (part === 'bulkdata') return bulk(await fileOf(sop), rest);
    return problem(404);
  }

  return {
    // Nothing is ever stored into it, and nothing of it goes through the network.
    fetch: async (path, init) => {
      init?.signal?.throwIfAborted();
      return init?.method === undefined || init.method === 'GET' ? answer(path) : problem(403);
    },
    close: () => files.clear(),
  };
}

function json(body: unknown): Response {
  return Response.json(body, { headers: { 'content-type': 'application/dicom+json' } });
}

function problem(status: number): Response {
  return new Response(null, { status });
}

function frames(file: DicomFile, wanted: readonly number[]): Response {
  const found = framesOf(file);
  if (!wanted.every((frame) => Number.isSafeInteger(frame) && frame >= 1 && frame <= found.count)) return problem(404);
  // Words the other way round are handed out by no archive as they are; the viewer then says that it cannot show them.
  if (found.kind === 'native' && found.element.source.valueBigEndian) return problem(406);
  const isBits = found.kind === 'native' && found.description.bitsAllocated === 1;
  const syntax = found.kind === 'native' ? TRANSFER_SYNTAX.explicitLittle : file.transferSyntaxUID;
  // Frames of bits may begin inside a byte; handed out, each begins with a byte of its own.
  const bytesOf = (frame: number): Uint8Array =>
    isBits ? packed(unpackBits(found, frame - 1)) : found.bytes(frame - 1);
  const type = `application/octet-stream; transfer-syntax=${syntax}`;
  const boundary = `frames-${crypto.randomUUID()}`;
  const parts = wanted.flatMap((frame) => [
    `--${boundary}\r\nContent-Type: ${type}\r\n\r\n`,
    new Uint8Array(bytesOf(frame)),
    '\r\n',
  ]);
  const contentType = `multipart/related; type="application/octet-stream"; boundary=${boundary}`;
  return new Response(new Blob([...parts, `--${boundary}--\r\n`]), { headers: { 'content-type': contentType } });
}

function packed(bits: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let at = 0; at < bits.length; at++) {
    const byte = at >> 3;
    bytes[byte] = (bytes[byte] ?? 0) | ((bits[at] ?? 0) << (at & 7));
  }
  return bytes;
}

/** `00880200/0/7FE00010`: tags and item indexes in turn. */
function bulk(file: DicomFile, path: readonly string[]): Response {
  let { dataset } = file;
  for (let at = 0; at < path.length; at += 2) {
    const tag = Number.parseInt(path[at] ?? '', 16);
    const element = dataset.elements.find((one) => one.tag === tag);
    if (element === undefined) return problem(404);
    if (at === path.length - 1)
      return new Response(new Uint8Array(element.value), { headers: { 'content-type': 'application/octet-stream' } });
    const item = element.items?.[Number(path[at + 1])];
    if (item === undefined) return problem(404);
    dataset = item;
  }
  return problem(404);
}
