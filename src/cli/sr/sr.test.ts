import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildDataset, makeFile, TRANSFER_SYNTAX, writeDicom } from '../../core/dicom/index.ts';
import { writeReport, writeSegmentation } from '../../core/sr/index.ts';
import { fixtureReports } from '../../core/sr/testing/reports.ts';
import { fixtureSegmentations } from '../../core/sr/testing/segmentations.ts';
import { run } from '../run.ts';
import { srShow } from './show.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-sr-'));
afterAll(() => rmSync(folder, { recursive: true }));

function stored(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await run([{ words: ['sr'], load: () => Promise.resolve(srShow) }], ['sr', ...args], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    env: {},
  });
  return { code, out, err };
}

const report = stored('report.dcm', writeDicom(writeReport(fixtureReports()['kinds'] ?? expect.unreachable())));

describe('sr', () => {
  it('prints a document as a tree', async () => {
    const { code, out, err } = await cli(report);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Imaging Measurement Report {2}\[CONTAINER\]\n {2}Language of Content Item/);
    expect(out).toContain('Finding: Nodule  [contains CODE]');
    expect(out).toContain('Area: 46.678901234567 mm2  [contains NUM]');
    expect(out).toContain('Assessment of AI result: AI result rejected');
  });

  it('gives the findings as JSON', async () => {
    const { code, out } = await cli(report, '--json');
    expect(code).toBe(0);
    const json = JSON.parse(out) as { findings: { trackingIdentifier: string; score: { value: number }; decision: { kind: string } }[] }; // prettier-ignore
    expect(json).toMatchObject({ kind: 'measurement-report', document: { verification: 'VERIFIED' }, notPlaced: [] });
    expect(json.findings.slice(0, 3).map(({ decision }) => decision.kind)).toEqual(['accepted', 'edited', 'rejected']);
    expect(json.findings[0]).toMatchObject({ trackingIdentifier: 'Nodule 1', score: { value: 0.5 } });
  });

  it('lists the segments of a segmentation', async () => {
    const content = fixtureSegmentations()['overlapping'] ?? expect.unreachable();
    const path = stored('mask.dcm', writeDicom(writeSegmentation(content)));
    expect((await cli(path)).out).toBe('1\tNodule 1\t3 frames\n2\tNodule 2\t2 frames\n');
    expect(JSON.parse((await cli(path, '--json')).out)).toMatchObject({
      kind: 'segmentation/binary',
      numberOfFrames: 5,
    });
  });

  it('shows control characters of a hostile text and obeys none', async () => {
    const hostile = buildDataset({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.11',
      SOPInstanceUID: '2.25.1',
      ValueType: 'CONTAINER',
      ConceptNameCodeSequence: [{ CodeValue: '1', CodingSchemeDesignator: '99X', CodeMeaning: 'Report' }],
      ContentSequence: [{ RelationshipType: 'CONTAINS', ValueType: 'TEXT', TextValue: 'a\u001b[2Jb\u202ec\nd' }],
    });
    const path = stored('hostile.dcm', writeDicom(makeFile(hostile, TRANSFER_SYNTAX.explicitLittle)));
    const { out, err } = await cli(path);
    expect(out).toContain('a\\u001b[2Jb\\u202ec d');
    expect(out).not.toContain('\u001b');
    expect(err).toBe('item 1.1: no-concept\n');
  });

  it('refuses what is no document by its code, and names no value', async () => {
    const image = buildDataset({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
      SOPInstanceUID: '2.25.1',
      PatientName: 'Secret',
    });
    const path = stored('image.dcm', writeDicom(makeFile(image, TRANSFER_SYNTAX.explicitLittle)));
    expect(await cli(path)).toEqual({ code: 1, out: '', err: `refused ${path}: not-a-structured-report\n` });
    const text = stored('text.txt', new TextEncoder().encode('no dicom at all, and long enough to look at'));
    expect((await cli(text)).code).toBe(1);
    expect((await cli(join(folder, 'absent'))).err).toContain('unreadable');
    expect((await cli()).code).toBe(2);
  });
});
