import { describe, expect, it } from 'vitest';
import { readDicom, toDicomJson } from '../../../../core/dicom/index.ts';
import { type MeasurementReport, readReport } from '../../../../core/sr/index.ts';
import { CT_IMAGE, sourceHeader } from '../../../../core/sr/testing/source-images.ts';
import { DicomwebError, TAG, text, type Dataset, type FrameRef } from '../../../services/dicomweb/index.ts';
import type { Grant } from '../../../services/index.ts';
import type { DecodedFrame, Drawing, NewDrawing, Stage } from '../../../viewport/index.ts';
import { createMeasurements, type Measurements } from './measurements.ts';

const json = (instance: number): Dataset => toDicomJson(sourceHeader({ instance })) as Dataset;
const refs: FrameRef[] = [1, 2].map((instance) => ({
  seriesInstanceUID: '2.25.4711.1.1',
  sopInstanceUID: `2.25.4711.1.1.${instance}`,
  frame: 1,
  dataset: json(instance),
}));
const ref = (at: number): FrameRef => refs[at] ?? (refs[0] as FrameRef);

const ruth = { name: 'Ruth Reader', login: 'subject-ruth', organisation: 'General Hospital' };
const paul = { name: 'Paul Prior', login: 'subject-paul', organisation: 'General Hospital' };

const frame = {
  rows: 512,
  columns: 512,
  pixels: new Int16Array(512 * 512).fill(40),
  slope: 1,
  intercept: 0,
  isColour: false,
} as unknown as DecodedFrame; // only what measuring reads

/** A stage of plain data: what is drawn is kept, and the hand is `drawings`. */
function fakeStage() {
  let listener = (): void => undefined;
  let drawings: Drawing[] = [];
  let count = 0;
  const put = (drawing: NewDrawing): void => void drawings.push({ ...drawing, id: String(++count) });
  const stage = {
    drawings: () => drawings,
    draw: (list: readonly NewDrawing[]) => list.forEach(put),
    onDrawingsChanged: (next: () => void) => {
      listener = next;
      return () => undefined;
    },
  } as unknown as Stage; // what measurements use of it
  return {
    stage,
    hand(change: (drawings: Drawing[]) => Drawing[]) {
      drawings = change(drawings);
      listener();
    },
    length(uid: string, end: readonly [number, number] = [30, 40]) {
      put({ tool: 'length', ref: ref(0), points: [[0, 0], end], text: '', trackingUID: uid, trackingIdentifier: uid });
      listener();
    },
  };
}

/** An archive of one study: what was stored in it comes back as headers. */
function fakeArchive() {
  const files = new Map<string, Uint8Array>();
  const sent: string[] = [];
  const failures: (Error | undefined)[] = [];
  return {
    files,
    sent,
    failures,
    headers: () => [...files.values()].map((file) => toDicomJson(readDicom(file).dataset) as Dataset),
    report: (at: number) =>
      readReport(readDicom([...files.values()].at(at) as Uint8Array).dataset) as MeasurementReport,
    dicomweb: {
      instanceMetadata: async (_: Grant, { sopInstanceUID }: { sopInstanceUID: string }) =>
        refs.find((each) => each.sopInstanceUID === sopInstanceUID)?.dataset ?? {},
      store: async (_: Grant, { sopInstanceUID, file }: { sopInstanceUID: string; file: Uint8Array }) => {
        sent.push(sopInstanceUID);
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        files.set(sopInstanceUID, file);
      },
    },
  };
}

type Archive = ReturnType<typeof fakeArchive>;

async function opened(archive: Archive, me = ruth, grant: Partial<Grant> = {}) {
  const page = fakeStage();
  const measurements: Measurements = createMeasurements({
    dicomweb: archive.dicomweb,
    grant: { studyInstanceUID: '2.25.4711.1', readOnly: false, ...grant } as Grant,
    frames: { load: async () => frame },
    study: {
      reports: archive.headers,
      image: (uid, number) => refs.find((each) => each.sopInstanceUID === uid && each.frame === number),
      anyImage: () => ref(0),
      nextSeriesNumber: () => 901,
      stored: () => undefined,
    },
    me,
    site: { siteName: 'General Hospital', version: '0.1.0' },
  });
  measurements.attach(page.stage);
  await measurements.restore();
  return { ...page, measurements, state: () => measurements.store.getState() };
}

describe('measurements', () => {
  it('are saved, come back as they were, and are saved again under the same tracking UIDs with a predecessor', async () => {
    const archive = fakeArchive();
    const first = await opened(archive);
    first.length('2.25.1');
    first.length('2.25.2', [10, 10]);
    expect(first.state().unsaved).toBe(2);
    await first.measurements.save();
    expect(first.state()).toMatchObject({ unsaved: 0, saving: 'idle', trouble: undefined });
    expect(archive.report(0)).toMatchObject({
      header: { verification: 'UNVERIFIED', predecessors: [], identity: { studyInstanceUID: '2.25.4711.1' } },
      persons: [ruth],
      devices: [{ name: 'Collimator' }],
      notPlaced: [],
    });

    const second = await opened(archive);
    expect(second.stage.drawings().map(({ trackingUID, points, locked }) => [trackingUID, points, locked])).toEqual([
      ['2.25.1', [[0, 0], [30, 40]], undefined],
      ['2.25.2', [[0, 0], [10, 10]], undefined],
    ]); // prettier-ignore
    expect(second.state().unsaved).toBe(0);
    second.hand((all) => all.map((one) => (one.trackingUID === '2.25.2' ? { ...one, points: [[1, 1], [11, 11]] } : one))); // prettier-ignore
    expect(second.state().unsaved).toBe(1);
    await second.measurements.save();
    const report = archive.report(-1);
    expect(report.findings.map(({ trackingUID }) => trackingUID)).toEqual(['2.25.1', '2.25.2']);
    expect(report.header.predecessors.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual([archive.sent[0]]);
    expect(report.header.seriesInstanceUID).toBe(archive.report(0).header.seriesInstanceUID);
    const [, moved] = report.findings;
    expect(moved?.measurements[0]?.value).toBeCloseTo(0.703125 * Math.SQRT2 * 10, 6);

    const third = await opened(archive);
    expect(third.stage.drawings()).toHaveLength(2);
  });

  it("of other people come back locked, with their own numbers and the author's name, and are not saved again", async () => {
    const archive = fakeArchive();
    const his = await opened(archive, paul);
    his.length('2.25.7');
    await his.measurements.save();
    const hers = await opened(archive, ruth);
    const [locked] = hers.stage.drawings();
    expect(locked?.locked?.[1]).toMatch(/^Length: 35\.1563\u00a0mm$/);
    expect(locked?.locked?.at(-1)).toMatch(/^Paul Prior, \d+ \w{3} \d{4} \d\d:\d\d$/);
    expect(hers.state().unsaved).toBe(0);
    hers.length('2.25.8');
    await hers.measurements.save();
    expect(archive.report(-1).findings.map(({ trackingUID }) => trackingUID)).toEqual(['2.25.8']);
    expect(archive.report(-1).header.predecessors).toEqual([]);
    expect((await opened(archive, paul)).stage.drawings().map(({ locked: lines }) => lines === undefined)).toEqual([true, false]); // prettier-ignore
  });

  it('send the very same instance again after a failure, and what was drawn meanwhile as its successor', async () => {
    const archive = fakeArchive();
    archive.failures.push(new DicomwebError('pacs-unavailable', 503), new DicomwebError('unreachable'));
    const page = await opened(archive);
    page.length('2.25.1');
    await page.measurements.save();
    expect(page.state()).toMatchObject({ saving: 'failed', unsaved: 1, trouble: { code: 'pacs-unavailable 503' } });
    await page.measurements.save();
    page.length('2.25.2', [5, 5]);
    await page.measurements.save();
    const [first, again, third, successor] = archive.sent;
    expect([again, third]).toEqual([first, first]);
    expect(successor).not.toBe(first);
    expect(archive.files.size).toBe(2);
    expect(archive.report(-1).header.predecessors.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual([first]);
    expect(page.state()).toMatchObject({ saving: 'idle', unsaved: 0 });
  });

  it('that were all taken back are so in the archive too, and what is drawn afterwards follows', async () => {
    const archive = fakeArchive();
    const first = await opened(archive);
    first.length('2.25.1');
    await first.measurements.save();
    first.hand(() => []);
    expect(first.state().unsaved).toBe(1);
    await first.measurements.save();
    expect(first.state()).toMatchObject({ saving: 'idle', unsaved: 0, trouble: undefined });
    expect(archive.report(-1)).toMatchObject({ findings: [], notPlaced: [], persons: [ruth] });
    expect(archive.report(-1).header.predecessors.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual([
      archive.sent[0],
    ]);
    const second = await opened(archive);
    expect([second.stage.drawings(), second.state().unsaved, second.state().leftOut]).toEqual([[], 0, []]);
    second.length('2.25.2');
    await second.measurements.save();
    expect(archive.report(-1).header.predecessors.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual([
      archive.sent[1],
    ]);
    // Somebody else sees nothing of it any more.
    const his = await opened(archive, paul);
    expect(his.stage.drawings().map(({ trackingUID }) => trackingUID)).toEqual(['2.25.2']);
  });

  it('make a new document after a refusal', async () => {
    const archive = fakeArchive();
    archive.failures.push(new DicomwebError('not-stored', 409));
    const page = await opened(archive);
    page.length('2.25.1');
    await page.measurements.save();
    expect(page.state().trouble?.code).toBe('not-stored 409');
    await page.measurements.save();
    expect(new Set(archive.sent).size).toBe(2);
    expect(archive.files.size).toBe(1);
  });

  it('are not written for another study than the one that is open', async () => {
    const archive = fakeArchive();
    const page = await opened(archive, ruth, { studyInstanceUID: '1.2.3' });
    page.length('2.25.1');
    await page.measurements.save();
    expect(page.state()).toMatchObject({ saving: 'failed', trouble: { code: 'study-mismatch' } });
    expect(archive.sent).toEqual([]);
  });

  it('are not offered to be saved under emergency access, nor to a role that only reads', async () => {
    const emergency = { emergencyId: 'e', endsAt: '2030-01-01T00:00:00Z' };
    for (const grant of [{ readOnly: true }, { readOnly: true, emergency }]) {
      const archive = fakeArchive();
      const page = await opened(archive, ruth, grant);
      page.length('2.25.1');
      await page.measurements.save();
      expect(page.state().whyNot).toMatch(/not saved\.$/);
      expect(archive.sent).toEqual([]);
    }
  });

  it('of a document that names another patient are not put onto these images', async () => {
    const archive = fakeArchive();
    const page = await opened(archive);
    page.length('2.25.1');
    await page.measurements.save();
    const [header] = archive.headers();
    const foreign = { ...header, [TAG.PatientID]: { vr: 'LO', Value: ['SOMEBODY-ELSE'] } };
    const other = fakeArchive();
    const next = await opened({ ...other, headers: () => [foreign, { '00080016': { vr: 'UI', Value: [CT_IMAGE] } }] });
    expect(next.stage.drawings()).toEqual([]);
    expect(next.state().leftOut.map(({ why }) => why)).toEqual([
      expect.stringContaining('patient-mismatch'),
      expect.stringContaining('unreadable-report'),
    ]);
    expect(text(foreign, TAG.PatientID)).toBe('SOMEBODY-ELSE');
  });
});
