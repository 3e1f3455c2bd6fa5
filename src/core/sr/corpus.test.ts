// Documents and segmentations that others wrote, from ../shared/data: all open, nothing is thrown, nothing is made up.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodePixelCodecs } from '../../cli/inference/pixel-codecs.ts';
import { DicomError, type DicomFile, framesOf, readDicom, text, writeDicom } from '../dicom/index.ts';
import { manualOfFinding, rectangleCornersOf } from '../findings/index.ts';
import { type MeasurementReport, readReport, readSegmentation, reviewedOf, SrError } from './index.ts';

const DATA = resolve(import.meta.dirname, '../../../../shared/data');
const present = existsSync(DATA);
const reason = present ? '' : ' (skipped: no ../shared/data)';

interface Sample {
  readonly path: string;
  readonly file: DicomFile;
}

function samples(modalities: readonly string[]): Sample[] {
  if (!present) return [];
  return readdirSync(DATA, { recursive: true, encoding: 'utf8' })
    .filter((path) => !/\.(json|md)$/.test(path) && !/^series\/(?!.*seg)/.test(path))
    .sort()
    .flatMap((path) => {
      try {
        const file = readDicom(readFileSync(join(DATA, path)));
        return modalities.includes(text(file.dataset, 'Modality') ?? '') ? [{ path, file }] : [];
      } catch (error) {
        // Not DICOM, damaged, or a folder: the reader of files has its own tests.
        if (error instanceof DicomError || (error as NodeJS.ErrnoException).code === 'EISDIR') return [];
        throw error;
      }
    });
}

const REPORTS = samples(['SR', 'KO']);
const SEGMENTATIONS = samples(['SEG']);
const open = (name: string): MeasurementReport => {
  const found = REPORTS.find(({ path }) => path.endsWith(name));
  const report = readReport(found?.file.dataset ?? expect.unreachable());
  return report.kind === 'measurement-report' ? report : expect.unreachable();
};

describe.skipIf(!present)(`structured reports of others${reason}`, () => {
  it('are there', () => {
    expect(REPORTS.length).toBeGreaterThanOrEqual(11);
  });

  it.each(REPORTS)('opens $path', ({ file }) => {
    const report = readReport(file.dataset);
    expect(report.tree.valueType).toBe('CONTAINER');
    if (report.kind === 'other') return;
    // Every number that is shown stands in the document.
    const stored = new Set<number>();
    const visit = (item: typeof report.tree): void => {
      if (item.valueType === 'NUM' && item.value !== undefined) stored.add(item.value);
      item.children.forEach(visit);
    };
    visit(report.tree);
    for (const { measurements } of report.findings)
      for (const { value } of measurements) expect(stored).toContain(value);
  });

  it('reads numbers with their places from dcmjs', () => {
    const { findings, notPlaced } = open('dcmjs__structured_report.dcm');
    expect(findings).toHaveLength(6);
    expect(findings[1]).toMatchObject({ measurements: [{ value: 4806.42320110457, along: { shape: { kind: 'ellipse' } } }] }); // prettier-ignore
    // An arrow was stored as a number without a value: no number is shown, its place is.
    expect(findings[0]?.measurements).toEqual([]);
    expect(findings[0]?.regions).toHaveLength(1);
    expect(notPlaced).toMatchObject([{ valueType: 'NUM', reason: 'no-value' }]);
  });

  it('reads a bidirectional measurement whatever its tracking identifier says', () => {
    const reviewed = open('dcmjs__sample-sr.dcm').findings.map(reviewedOf)[0] ?? expect.unreachable();
    expect(manualOfFinding(reviewed.finding)?.shape).toMatchObject({ tool: 'bidirectional', longLength: { value: 64.4505437946691 } }); // prettier-ignore
  });

  it('reads groups of every template from highdicom, and says what has no place', () => {
    const several = open('highdicom__sr_document_with_multiple_groups.dcm');
    expect(several.findings.map(({ trackingIdentifier, regions }) => [trackingIdentifier, regions[0]?.space])).toEqual([
      ['Image0001', undefined],
      ['LungNodule0001', 'image'],
      ['Aorta0001', 'image'],
      ['Vertebra0001', 'patient'],
    ]);
    expect(several.notPlaced).toEqual([]);
    const old = open('highdicom__sr_document.dcm');
    // Its codes are retired ones; its sites are found all the same, and its person observer is no person name.
    expect(old.findings[0]?.sites).toHaveLength(1);
    expect(old.notPlaced.map(({ valueType, reason: why }) => [valueType, why])).toEqual([
      ['UIDREF', 'unknown-item'],
      ['CODE', 'unknown-item'],
      ['CODE', 'unknown-item'],
    ]);
  });

  it('knows a rectangle by its corners only', () => {
    expect(rectangleCornersOf({ kind: 'polygon', points: [[0, 0], [4, 0], [4, 2], [0.1, 2]] })).toBeUndefined(); // prettier-ignore
    expect(rectangleCornersOf({ kind: 'polygon', points: [[3, 0], [6, 3], [3, 6], [0, 3]] })).toHaveLength(4); // prettier-ignore
  });

  it('throws nothing but its own errors on damaged documents', () => {
    let random = 20261122;
    const next = (below: number): number => {
      random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
      return random % below;
    };
    for (const { file } of REPORTS)
      for (let round = 0; round < 150; round++) {
        const bytes = writeDicom(file).slice();
        for (let change = 0; change < 1 + next(8); change++) bytes[132 + next(bytes.length - 132)] = next(256);
        try {
          readReport(readDicom(bytes).dataset);
        } catch (error) {
          if (!(error instanceof DicomError || error instanceof SrError)) throw error;
        }
      }
  }, 60_000);
});

// Sums of all samples as pydicom 3.0.2 gives them; of the compressed livers as of the one in native form.
const SUMS: Readonly<Record<string, number>> = {
  'highdicom__seg_image_cr_binary.dcm': 151, 'highdicom__seg_image_ct_binary.dcm': 638,
  'highdicom__seg_image_ct_binary_fractional.dcm': 162690, 'highdicom__seg_image_ct_binary_overlap.dcm': 80,
  'highdicom__seg_image_ct_binary_single_frame.dcm': 1832, 'highdicom__seg_image_ct_true_fractional.dcm': 83136,
  'highdicom__seg_image_sm_control.dcm': 523, 'highdicom__seg_image_sm_control_labelmap.dcm': 6064,
  'highdicom__seg_image_sm_control_labelmap_palette_color.dcm': 6064, 'highdicom__seg_image_sm_dots.dcm': 200,
  'highdicom__seg_image_sm_dots_tiled_full.dcm': 200, 'highdicom__seg_image_sm_numbers.dcm': 523,
  'pydicom-data__liver_expb.dcm': 107098, 'pydicom__liver_1frame.dcm': 36233, 'pydicom__liver_expb_1frame.dcm': 36233,
  'tumor_User1_Manual_Trial1.dcm': 266, 'pydicom-data__liver_deflate.dcm': 107098, 'pydicom-data__liver_rle.dcm': 107098,
  'pydicom-data__liver_j2k.dcm': 107098, 'pydicom-data__liver_nonbyte_aligned_deflate.dcm': 107098,
  'pydicom-data__liver_nonbyte_aligned_rle.dcm': 107098, 'pydicom-data__liver_nonbyte_aligned_j2k.dcm': 107098,
}; // prettier-ignore

/** JPEG 2000 frames decoded as a caller does it; nothing where none is needed. */
async function decodedFrames(file: DicomFile): Promise<(index: number) => Uint8Array> {
  const frames = framesOf(file);
  if (!/4\.9[01]$/.test(file.transferSyntaxUID)) return () => expect.unreachable();
  const codecs = createNodePixelCodecs();
  const all: Uint8Array[] = [];
  for (let index = 0; index < frames.count; index++) all.push((await codecs.decodeJpeg2000(frames.bytes(index))).bytes);
  return (index) => all[index] ?? expect.unreachable();
}

describe.skipIf(!present)(`segmentations of others${reason}`, () => {
  it('are there', () => {
    expect(SEGMENTATIONS.length).toBeGreaterThanOrEqual(22);
  });

  it.each(SEGMENTATIONS)('reads every pixel of $path', async ({ path, file }) => {
    const segmentation = readSegmentation(file, await decodedFrames(file));
    let sum = 0;
    for (const { index } of segmentation.frames) for (const value of segmentation.pixels(index)) sum += value;
    expect(sum).toBe(SUMS[path.split('/').at(-1) ?? '']);
    const known = new Set(segmentation.segments.map(({ number }) => number));
    for (const { segment } of segmentation.frames)
      expect(segment === undefined ? segmentation.kind === 'labelmap' : known.has(segment)).toBe(true);
  });

  it('keeps overlapping segments apart', () => {
    const { file } = SEGMENTATIONS.find(({ path }) => path.endsWith('ct_binary_overlap.dcm')) ?? expect.unreachable();
    const { frames, pixels } = readSegmentation(file);
    const at = (segment: number): Set<string> =>
      new Set(frames.filter((frame) => frame.segment === segment).flatMap(({ plane, index }) =>
        [...pixels(index).entries()].flatMap(([pixel, value]) => (value === 0 ? [] : [`${String(plane?.positionMm)} ${pixel}`])))); // prettier-ignore
    expect(at(1).intersection(at(2)).size).toBeGreaterThan(0);
    expect(at(1)).not.toEqual(at(2));
  });
});
