// Reads finished files for a person to look at: hashes the very bytes it decodes, and draws frame by frame. It knows nothing
// of an export; whoever asks says what the answer is evidence of.
import { DicomError, type DicomFile, pixelElementOf, readDicom, text } from '../../../core/dicom/index.ts';
import {
  createSliceStack,
  displayOf,
  type FrameReader,
  openFrames,
  otsu,
  RedactionError,
  type SliceStack,
  slicesOf,
  type Volume,
} from '../../../core/redaction/index.ts';
import { createWorkerPixelCodecs } from '../inference/pixel-codecs.ts';
import { linesOf } from './dataset-lines.ts';
import type { PictureAnswers, PictureQuestion, PictureReply, PictureRequest } from './protocol.ts';
import { drawSurface } from './surface.ts';

interface Opened {
  readonly file: DicomFile;
  readonly reader: FrameReader | undefined;
}

interface Stack {
  readonly slices: SliceStack;
  modality: string;
  volume?: { readonly volume: Volume | undefined; readonly threshold: number };
}

const codecs = createWorkerPixelCodecs();
const opened = new Map<number, Opened>();
const stacks = new Map<number, Stack>();
let names = 0;

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = ({ data: { ticket, question } }: MessageEvent<PictureRequest>) => {
  void answer(question).then(
    (found) => scope.postMessage({ ticket, answer: found } satisfies PictureReply, transferred(found)),
    (error: unknown) => scope.postMessage({ ticket, code: codeOf(error) } satisfies PictureReply),
  );
};

function transferred(found: PictureAnswers[PictureQuestion['kind']]): Transferable[] {
  if (typeof found !== 'object') return [];
  if ('image' in found) return [found.image];
  return 'rgba' in found ? [found.rgba.buffer] : [];
}

/** Messages of the readers hold no values, but a code is all that a person needs. */
function codeOf(error: unknown): string {
  return error instanceof DicomError || error instanceof RedactionError ? error.code : 'not-drawn';
}

async function answer(question: PictureQuestion): Promise<PictureAnswers[PictureQuestion['kind']]> {
  switch (question.kind) {
    case 'open':
      return open(question.bytes);
    case 'draw':
      return draw(question);
    case 'read':
      return linesOf(pictureOf(question.picture).file.dataset);
    case 'close':
      opened.delete(question.picture);
      return undefined;
    case 'stack':
      names += 1;
      stacks.set(names, { slices: createSliceStack(), modality: '' });
      return names;
    case 'slice':
      return addSlices(stackOf(question.stack), question.bytes);
    case 'surface':
      return surfaceOf(stackOf(question.stack), question);
    case 'drop':
      stacks.delete(question.stack);
      return undefined;
  }
}

async function open(bytes: Uint8Array<ArrayBuffer>): Promise<PictureAnswers['open']> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const file = readDicom(bytes);
  const reader = pixelElementOf(file.dataset) === undefined ? undefined : openFrames(file, codecs);
  names += 1;
  opened.set(names, { file, reader });
  return {
    picture: names,
    sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    frames: reader?.count ?? 0,
    rows: reader?.layout.rows ?? 0,
    columns: reader?.layout.columns ?? 0,
  };
}

async function draw(question: PictureQuestion & { kind: 'draw' }): Promise<PictureAnswers['draw']> {
  const { file, reader } = pictureOf(question.picture);
  if (reader === undefined) throw new RedactionError('unsupported-pixels', 'there are no pixels to draw');
  const frame = await reader.frame(question.frame - 1);
  const { rows, columns, rgba, looks } = displayOf(frame, file.dataset, question.look);
  const { widest } = question;
  const share = widest === undefined ? 1 : Math.min(1, widest / Math.max(rows, columns));
  const size = {
    resizeWidth: Math.max(1, Math.round(columns * share)),
    resizeHeight: Math.max(1, Math.round(rows * share)),
  };
  const image = await createImageBitmap(new ImageData(rgba, columns, rows), { ...size, resizeQuality: 'medium' });
  return { image, rows, columns, looks };
}

async function addSlices(stack: Stack, bytes: Uint8Array<ArrayBuffer>): Promise<undefined> {
  const file = readDicom(bytes);
  stack.modality = text(file.dataset, 'Modality') ?? '';
  for await (const slice of slicesOf(file, codecs)) stack.slices.add(slice);
}

/** Air in Hounsfield units; other modalities tell air from skin by their own two heaps. */
const CT_SKIN = -300;

function surfaceOf(
  stack: Stack,
  { turnDegrees, tiltDegrees }: PictureQuestion & { kind: 'surface' },
): PictureAnswers['surface'] {
  if (stack.volume === undefined) {
    const volume = stack.slices.volume();
    const threshold = stack.modality === 'CT' || volume === undefined ? CT_SKIN : otsu(volume.values) * 0.5;
    stack.volume = { volume, threshold };
  }
  const { volume, threshold } = stack.volume;
  return volume === undefined ? undefined : drawSurface(volume, threshold, { turnDegrees, tiltDegrees });
}

function pictureOf(picture: number): Opened {
  const found = opened.get(picture);
  if (found === undefined) throw new Error('this picture is not open');
  return found;
}

function stackOf(stack: number): Stack {
  const found = stacks.get(stack);
  if (found === undefined) throw new Error('this stack is not open');
  return found;
}
