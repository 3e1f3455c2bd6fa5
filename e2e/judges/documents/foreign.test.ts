// Reports that highdicom writes now, read here: every group is found as what it is, nothing is made up, and what has no
// place is listed.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDicom } from '../../../src/core/dicom/index.ts';
import { manualOfFinding } from '../../../src/core/findings/index.ts';
import { readReport, reviewedOf, writeSegmentation } from '../../../src/core/sr/index.ts';
import { fixtureSegmentations } from '../../../src/core/sr/testing/segmentations.ts';
import { python } from '../pydicom.ts';
import { written } from './files.ts';
import { ask, judge } from './tools.ts';

const { isAbsent, title } = judge('highdicom');

describe.skipIf(isAbsent)(`${title} writes`, () => {
  const mask = writeSegmentation(fixtureSegmentations()['binary'] ?? expect.unreachable());
  const { folder, paths } = written({ mask });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('groups of every kind', async () => {
    const out = join(folder, 'foreign.dcm');
    const script = join(import.meta.dirname, 'write_foreign.py');
    expect(await ask(python, [script, paths['mask'] ?? '', out])).toMatchObject({ code: 0 });
    const report = readReport(readDicom(readFileSync(out)).dataset);
    if (report.kind !== 'measurement-report') expect.unreachable();
    const { findings, notPlaced, problems, persons } = report;
    expect(problems).toEqual([]);
    expect(persons).toMatchObject([{ name: 'Doe^Jane' }]);
    const shapes = findings.map(({ trackingIdentifier, regions }) => [
      trackingIdentifier,
      ...regions.map((region) => (region.space === 'segment' ? 'segment' : region.shape.kind)),
    ]);
    expect(shapes).toEqual([
      ['frame of a mask', 'segment'],
      ['segment', 'segment'],
      ['ellipsoid', 'ellipsoid'],
      ['surface of polygons', 'polygon', 'polygon'],
      ['two regions', 'ellipse', 'polygon'],
      ['length'],
    ]);
    expect(findings[0]).toMatchObject({
      type: { value: '27925004', scheme: 'SCT' },
      algorithm: { name: 'other', version: '2.1', parameters: ['k=v'] },
      measurements: [
        { value: 0, unit: { value: 'mm2' }, derivation: { value: '373098007' } },
        { value: 3.25, unit: { value: 'mm' } },
      ],
      evaluations: [{ answer: { scheme: 'SCT' } }],
      regions: [{ segmentation: { segments: [1], frames: [1] } }],
    });
    expect(findings[0]).not.toHaveProperty('decision');
    const length = findings.map(reviewedOf).at(-1) ?? expect.unreachable();
    expect(manualOfFinding(length.finding)?.shape).toMatchObject({ tool: 'length', ends: [[0, 2], [3, 4]], length: { value: 12.5 } }); // prettier-ignore
    // Session, time point and its order; the normality of a number.
    expect(notPlaced.map(({ concept, reason }) => [concept?.meaning, reason])).toEqual([
      ['Activity Session', 'unknown-item'],
      ['Time Point', 'unknown-item'],
      ['Time Point Order', 'unknown-item'],
      ['Normality', 'unknown-item'],
    ]);
  });
});
