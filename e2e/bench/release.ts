// `npm run bench -- release [--data FOLDER] [--reader FILE.onnx] [--perfect] [--lines] [--only PART] [--set FOLDER] [--confidence 0.9,0.5]`: what releasing keeps of the real screens of
// truth.json, and what stops each line that it does not keep. `--perfect` reads without error; `--reader` tries weights that are not signed yet.
// `--set` instead takes pages made by models/training/release_set.py.
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadModel, MODELS, trustedKeys } from '../../src/cli/inference/model-folder.ts';
import { createNodeSession } from '../../src/cli/inference/ort-session.ts';
import { createTextFinder, type TextFinder } from '../../src/cli/inference/text-finder.ts';
import {
  buildDataset,
  type DicomFile,
  DicomError,
  makeEncapsulated,
  makeFile,
  readDicom,
} from '../../src/core/dicom/index.ts';
import { createTextReader } from '../../src/core/inference/index.ts';
import {
  allowedKindOf,
  type Box,
  findText,
  type GreyImage,
  intersection,
  type JudgedLine,
  maskOfFrame,
  openFrames,
  planOf,
  type Recogniser,
  RedactionError,
  RELEASE_CONFIDENCE,
  renderingsOf,
} from '../../src/core/redaction/index.ts';
import { type Line, releaseSet } from './release-set.ts';

interface Truth {
  readonly images: Record<string, { readonly frame: number; readonly lines?: readonly Line[] }>;
}

/** Kinds of truth.json that identify; the others are technical text, sides and markers: all of these count as technical markers. */
const IDENTIFYING = new Set(['name', 'id', 'date', 'institution', 'demographic']);
/** Of the ink of a line, so that it counts as kept, and as covered. */
const KEPT = 0.9;
const COVERED = 0.99;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: resolve(import.meta.dirname, '../../../shared/data') },
      reader: { type: 'string' },
      perfect: { type: 'boolean', default: false },
      lines: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      set: { type: 'string' },
      confidence: { type: 'string', default: `${RELEASE_CONFIDENCE}` },
    },
  });
  const truth = JSON.parse(readFileSync(join(values.data, 'truth.json'), 'utf8')) as Truth; // its own format, see about
  const finder = await createTextFinder(MODELS);
  const recogniser = values.reader === undefined ? finder.recogniser : await unsigned(values.reader);
  if (recogniser === undefined) throw new Error('no reader is installed');
  if (values.set !== undefined) {
    await releaseSet(values.set, recogniser, values.confidence.split(',').map(Number));
    await finder.close();
    return;
  }
  const all: Outcome[] = [];
  for (const [name, { frame, lines = [] }] of Object.entries(truth.images)) {
    if (lines.length === 0 || !name.includes(values.only)) continue;
    const outcomes = await outcomesOf(
      join(values.data, name),
      frame,
      lines,
      finder,
      recogniser,
      values.perfect,
      Number(values.confidence),
    );
    if (outcomes === undefined) console.log(`${basename(name)}: cannot be looked into, ${lines.length} lines`);
    else all.push(...outcomes);
    if (values.lines) for (const one of outcomes ?? []) console.log(lineOf(basename(name), one));
  }
  summarise(all);
  await finder.close();
}

interface Outcome {
  readonly line: Line;
  readonly visible: number;
  /** What was said of the pieces over it. */
  readonly judged: readonly JudgedLine[];
}

async function outcomesOf(
  path: string,
  frame: number,
  lines: readonly Line[],
  finder: TextFinder,
  recogniser: Recogniser,
  isPerfect: boolean,
  minConfidence: number,
): Promise<Outcome[] | undefined> {
  const judged: JudgedLine[] = [];
  let at: Box = { x: 0, y: 0, width: 1, height: 1 };
  try {
    const file = fileOf(path);
    const reader = openFrames(file, finder.codecs);
    const found = await findText(file, {
      ...finder,
      release: {
        recogniser: isPerfect ? reading(lines, () => at) : recogniser,
        minConfidence,
        onLine: (box) => (at = box),
        onJudged: (one) => judged.push(one),
      },
    });
    const mask = maskOfFrame(planOf(found, file.dataset), frame, reader.layout);
    const [image] = renderingsOf(await reader.frame(frame), file.dataset);
    if (image === undefined) return undefined;
    return lines.map((line) => ({
      line,
      visible: 1 - coveredInk(image, mask.cells, IDENTIFYING.has(line.kind) ? line : innerOf(line)),
      judged: judged.filter(({ box }) => isOver(box, line)),
    }));
  } catch (error) {
    if (!(error instanceof DicomError || error instanceof RedactionError)) throw error;
    console.log(`${basename(path)}: ${error.code}`);
    return undefined;
  }
}

/** Boxes are drawn with some room, and rows of a console are near each other. */
function innerOf(line: Line): Line {
  return line.h < 12 ? line : { ...line, y: line.y + 2, h: line.h - 4 };
}

/** Share of the ink in the box of the line: what is further from its ground than half the way to its strongest. */
function coveredInk({ columns, rows, values }: GreyImage, cells: Uint8Array, { x, y, w, h }: Line): number {
  const inside: number[] = [];
  for (let row = Math.max(0, y); row < Math.min(rows, y + h); row++)
    for (let column = Math.max(0, x); column < Math.min(columns, x + w); column++) inside.push(row * columns + column);
  const sorted = inside.map((pixel) => values[pixel] ?? 0).sort((a, b) => a - b);
  const ground = sorted[sorted.length >> 1] ?? 0;
  const most = Math.max(...sorted.map((value) => Math.abs(value - ground)));
  const ink = inside.filter((pixel) => Math.abs((values[pixel] ?? 0) - ground) >= most / 2);
  return ink.filter((pixel) => cells[pixel] === 1).length / Math.max(1, ink.length);
}

function isOver(box: Box, { x, y, w, h }: Line): boolean {
  const common = intersection(box, { x, y, width: w, height: h });
  return common !== undefined && common.height >= 0.4 * Math.min(box.height, h) && common.width >= 2;
}

/** Says what stands where the piece was cut. */
function reading(lines: readonly Line[], at: () => Box): Recogniser {
  return {
    async read() {
      const box = at();
      const over = lines.filter((line) => isOver(box, line)).sort((a, b) => a.x - b.x);
      const text = over.map((line) => partOf(line, box)).join(' '); // prettier-ignore
      return { text, confidence: 1, likely: [{ text, probability: 1 }] };
    },
  };
}

/** The words of the line that lie in the box, where letters have about one width. */
function partOf({ x, w, text }: Line, box: Box): string {
  const perLetter = w / text.length;
  let start = 0;
  const words: string[] = [];
  for (const word of text.split(' ')) {
    const middle = x + (start + word.length / 2) * perLetter;
    if (middle >= box.x && middle <= box.x + box.width) words.push(word);
    start += word.length + 1;
  }
  return words.join(' ');
}

/** A scanned film comes as a JPEG. */
function fileOf(path: string): DicomFile {
  const bytes = readFileSync(path);
  if (!path.endsWith('.jpg')) return readDicom(bytes);
  let at = 2;
  while (bytes[at + 1] !== 0xc0) at += 2 + bytes.readUInt16BE(at + 2);
  const samples = bytes[at + 9] ?? 1;
  const dataset = buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.7', SOPInstanceUID: '2.25.1', Modality: 'CR', Rows: bytes.readUInt16BE(at + 5), Columns: bytes.readUInt16BE(at + 7),
    SamplesPerPixel: samples, PhotometricInterpretation: samples === 1 ? 'MONOCHROME2' : 'YBR_FULL_422', ...(samples === 1 ? {} : { PlanarConfiguration: 0 }),
    BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelRepresentation: 0,
  }); // prettier-ignore
  const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.of(0)]);
  dataset.set(makeEncapsulated(0x7fe00010, [new Uint8Array(even)]));
  return makeFile(dataset, '1.2.840.10008.1.2.4.50');
}

async function unsigned(path: string): Promise<Recogniser> {
  const signed = await loadModel(join(MODELS, 'text-recogniser'), trustedKeys(MODELS));
  const session = await createNodeSession({ ...signed, bytes: new Uint8Array(readFileSync(path)) });
  return createTextReader(session, signed.manifest);
}

/** What the least harmless piece over a line says. */
function causeOf({ visible, judged, line }: Outcome): string {
  if (visible >= KEPT) return judged.some(({ why }) => why === 'released') ? 'kept: released' : 'kept: not found';
  const [first] = judged.filter(({ why }) => why !== 'released');
  if (first === undefined) return judged.length === 0 ? 'covered: no piece over it' : 'covered: by another region';
  if (first.why !== 'not-on-list') return `covered: ${first.why}`;
  return allowedKindOf(line.text) === undefined ? 'covered: the list does not have it' : 'covered: misread';
}

function lineOf(name: string, outcome: Outcome): string {
  const { line, visible, judged } = outcome;
  const said = judged.map(({ why, text }) => `${why}${text === '' ? '' : ` ${JSON.stringify(text)}`}`);
  return `${name.slice(0, 28)}\t${line.kind.slice(0, 4)}\t${JSON.stringify(line.text)}\t${visible.toFixed(2)}\t${causeOf(outcome)}\t${[...new Set(said)].slice(0, 4).join('; ')}`;
}

function summarise(all: readonly Outcome[]): void {
  const identifying = all.filter(({ line }) => IDENTIFYING.has(line.kind));
  const technical = all.filter(({ line }) => !IDENTIFYING.has(line.kind));
  const leaking = identifying.filter(({ visible }) => visible > 1 - COVERED);
  console.log(
    `\nidentifying lines: ${identifying.length}, with less than ${100 * COVERED} % of their ink covered: ${leaking.length}`,
  );
  for (const { line, visible } of leaking) console.log(`  ${line.kind} at ${line.x},${line.y}: ${visible.toFixed(3)}`);
  const kept = technical.filter(({ visible }) => visible >= KEPT);
  const listed = technical.filter(({ line }) => allowedKindOf(line.text) !== undefined);
  console.log(
    `technical lines: ${technical.length}, on the list: ${listed.length}, kept: ${kept.length} (${((100 * kept.length) / technical.length).toFixed(1)} %)`,
  );
  const causes = Map.groupBy(technical, causeOf);
  for (const [cause, ones] of [...causes].sort((a, b) => b[1].length - a[1].length))
    console.log(`  ${ones.length}\t${cause}`);
}
