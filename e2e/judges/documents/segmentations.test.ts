// Segmentations and rejection notes before the judges: dciodvfy and highdicom.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUALITY_REASON, referencedInstanceOf, type SegmentationContent, writeRejectionNote, writeReport, writeSegmentation } from '../../../src/core/sr/index.ts'; // prettier-ignore
import { fixtureReports, READER } from '../../../src/core/sr/testing/reports.ts';
import { fixtureSegmentations } from '../../../src/core/sr/testing/segmentations.ts';
import { written } from './files.ts';
import { ask, askPython, judge } from './tools.ts';

const SEGMENTATIONS = fixtureSegmentations();
const { folder, paths } = written(Object.fromEntries(Object.entries(SEGMENTATIONS).map(([name, content]) => [name, writeSegmentation(content)]))); // prettier-ignore
const CASES = Object.entries(SEGMENTATIONS).map(([name, content]) => ({ name, content, path: paths[name] ?? '' }));
afterAll(() => rmSync(folder, { recursive: true }));

const dciodvfy = judge('dciodvfy');
describe.skipIf(dciodvfy.isAbsent)(dciodvfy.title, () => {
  // Label maps are newer than Debian's dciodvfy: it knows no such object, and no segment 0, which is their background.
  it.each(CASES)('finds no error: $name', async ({ content, path }) => {
    const { out, err } = await ask('dciodvfy', ['-new', path]);
    const errors = `${out}${err}`.split('\n').filter((line) => line.startsWith('Error'));
    const isNewer =
      /^Error - Information Object Not found$|SegmentNumber not monotonically .* with SegmentNumber of 0$/;
    expect(errors.filter((line) => content.kind !== 'labelmap' || !isNewer.test(line))).toEqual([]);
  });

  it('finds no error in a rejection note', async () => {
    const [report] = Object.values(fixtureReports());
    if (report === undefined) expect.unreachable();
    const wrong = writeReport(report).dataset;
    const mask = writeSegmentation(SEGMENTATIONS['binary'] ?? expect.unreachable()).dataset;
    const file = writeRejectionNote({
      instance: { ...report.instance, sopInstanceUID: `${report.instance.sopInstanceUID}.9` },
      source: wrong,
      rejected: [referencedInstanceOf(wrong), referencedInstanceOf(mask)],
      reason: QUALITY_REASON.inappropriateProcessing,
      description: 'Written for the wrong side',
      by: READER,
    });
    const note = written({ note: file });
    const { out, err } = await ask('dciodvfy', ['-new', note.paths['note'] ?? '']);
    expect(`${out}${err}`.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
    expect(`${out}${err}`).toContain('KeyObject');
    rmSync(note.folder, { recursive: true });
  });
});

interface ReadSegmentation {
  readonly kind: string;
  readonly segments: readonly Readonly<Record<string, unknown>>[];
  readonly overlap: string | null;
  readonly frames: readonly {
    readonly segment: number | null;
    readonly position: readonly number[] | null;
    readonly source: readonly [string, number | null] | null;
    readonly pixels: readonly (readonly [number, number])[];
  }[];
  readonly volume: { readonly sums: readonly number[]; readonly spacing: readonly number[] } | null;
}

/** Segment, plane and place of every pixel that is not 0, with its value, as it was given to the writer. */
function pixelsOf(content: SegmentationContent): string[] {
  const { grid } = content;
  const size = grid.rows * grid.columns;
  const where = (plane: number) => JSON.stringify([grid.space === undefined ? null : grid.planes[plane]?.positionMm, sourceOf(content, plane)]); // prettier-ignore
  if (content.kind === 'labelmap')
    return [...content.labels.entries()].flatMap(([at, label]) =>
      label === 0 ? [] : [`${where(Math.floor(at / size))} ${at % size} ${label}`],
    );
  return content.masks.flatMap(({ plane, segment, pixels }) =>
    [...pixels.entries()].flatMap(([at, value]) => (value === 0 ? [] : [`${where(plane)} ${segment} ${at} ${value}`])),
  );
}

function sourceOf({ grid }: SegmentationContent, plane: number): [string | undefined, number | null] {
  const source = grid.planes[plane]?.source;
  return [source?.sopInstanceUID, source?.frames?.[0] ?? null];
}

const MADE_BY = { algorithm: 'AUTOMATIC', 'algorithm-and-person': 'SEMIAUTOMATIC', person: 'MANUAL' } as const;

const highdicom = judge('highdicom');
describe.skipIf(highdicom.isAbsent)(highdicom.title, () => {
  let reading: Promise<Record<string, ReadSegmentation>> | undefined;
  beforeAll(async () => {
    reading = askPython<ReadSegmentation>('read_segmentations.py', Object.values(paths));
    await reading;
  });

  it.each(CASES)('reads back every segment and pixel: $name', async ({ content, path }) => {
    const read = (await reading)?.[path] ?? expect.unreachable();
    expect(read.kind).toBe(content.kind.toUpperCase());
    // highdicom gives the segments of a label map in no order.
    expect(read.segments.toSorted((a, b) => Number(a['number']) - Number(b['number']))).toEqual(
      content.segments.map((segment) => ({
        number: segment.number,
        label: segment.label,
        type: [segment.type.value, segment.type.scheme],
        algorithmType: MADE_BY[segment.madeBy],
        algorithm: segment.madeBy === 'person' ? null : [segment.algorithm.name, segment.algorithm.version],
        trackingID: segment.trackingIdentifier,
        trackingUID: segment.trackingUID,
      })),
    );
    const found = read.frames.flatMap(({ segment, position, source, pixels }) =>
      pixels.map(([at, value]) => `${JSON.stringify([position, source])}${segment === null ? '' : ` ${segment}`} ${at} ${value}`),
    );
    expect(found.sort()).toEqual(pixelsOf(content).sort());
    if (content.grid.space === undefined) expect(read.volume).toBeNull();
  }); // prettier-ignore

  it('sees that segments overlap where they do', async () => {
    const answers = (await reading) ?? expect.unreachable();
    expect(answers[paths['overlapping'] ?? '']?.overlap).toBe('YES');
    expect(answers[paths['binary'] ?? '']?.overlap).toBe('NO');
  });
});
