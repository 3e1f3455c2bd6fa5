// Stored in Orthanc over DICOMweb and read again: one patient, one study, the same document, the same tracking UIDs when it
// is saved again, and nothing twice when storing is repeated.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DicomFile, type DicomJson, readDicom, toDicomJson, writeDicom } from '../../../src/core/dicom/index.ts';
import { isDecided } from '../../../src/core/findings/index.ts';
import { type MeasurementReport, readReport, readSegmentation, referencedInstanceOf, type Report, reviewedOf, type SegmentationContent, writeReport, writeSegmentation } from '../../../src/core/sr/index.ts'; // prettier-ignore
import { fixtureReports, signed } from '../../../src/core/sr/testing/reports.ts';
import { fixtureSegmentations } from '../../../src/core/sr/testing/segmentations.ts';
import { type Orthanc, startOrthanc } from '../../stacks/orthanc.ts';
import { judge } from './tools.ts';

// Away from the ports of the other stacks.
const PORT = 42_310;
const { isAbsent, title } = judge('Orthanc');

describe.skipIf(isAbsent)(title, () => {
  let folder = '';
  let orthanc: Orthanc;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'document-orthanc-'));
    orthanc = await startOrthanc(folder, PORT);
  });
  afterAll(async () => {
    await orthanc?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = async (path: string, accept: string): Promise<Response> => {
    const response = await fetch(`http://${orthanc.address}/dicom-web${path}`, {
      headers: { authorization: orthanc.authorization, accept },
    });
    expect(response.ok).toBe(true);
    return response;
  };

  async function store(file: DicomFile): Promise<void> {
    const boundary = 'document-judges';
    const head = `--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), writeDicom(file), Buffer.from(`\r\n--${boundary}--\r\n`)]);
    const response = await fetch(`http://${orthanc.address}/dicom-web/studies`, {
      method: 'POST',
      headers: {
        authorization: orthanc.authorization,
        'content-type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
        accept: 'application/dicom+json',
      },
      body,
    });
    expect(response.status).toBe(200);
  }

  async function fetched(file: DicomFile): Promise<DicomFile> {
    const { identity, seriesInstanceUID, sopInstanceUID } = referencedInstanceOf(file.dataset);
    const path = `/studies/${identity.studyInstanceUID}/series/${seriesInstanceUID}/instances/${sopInstanceUID}`;
    const response = await get(path, 'multipart/related; type="application/dicom"');
    const bytes = Buffer.from(await response.arrayBuffer());
    const start = bytes.indexOf('\r\n\r\n') + 4;
    return readDicom(bytes.subarray(start, bytes.lastIndexOf('\r\n--')));
  }

  const json = (file: DicomFile): unknown => JSON.parse(JSON.stringify(toDicomJson(file.dataset)));
  /** Fixtures share their UIDs; what is stored beside others needs one of its own. */
  const named = (name: string): Report => {
    const report = fixtureReports()[name] ?? expect.unreachable();
    return {
      ...report,
      instance: { ...report.instance, sopInstanceUID: `${report.instance.sopInstanceUID}.${placeOf(name)}` },
    };
  };
  const maskNamed = (name: string): SegmentationContent => {
    const content = fixtureSegmentations()[name] ?? expect.unreachable();
    return {
      ...content,
      instance: { ...content.instance, sopInstanceUID: `${content.instance.sopInstanceUID}.${placeOf(name)}` },
    };
  };
  const placeOf = (name: string): number =>
    [...Object.keys(fixtureReports()), ...Object.keys(fixtureSegmentations())].indexOf(name) + 10;

  it.each(['geometries', 'space', 'manual', 'script ISO_IR 100', 'script ISO_IR 192', 'script ISO 2022 IR 87'])(
    'gives back the document that was stored: %s',
    async (name) => {
      const file = writeReport(named(name));
      await store(file);
      expect(json(await fetched(file))).toEqual(json(file));
    },
  );

  it.each(Object.keys(fixtureSegmentations()).filter((name) => !/map/.test(name)))(
    'gives back the segmentation that was stored: %s',
    async (name) => {
      const file = writeSegmentation(maskNamed(name));
      await store(file);
      const [before, after] = [readSegmentation(file), readSegmentation(await fetched(file))];
      expect(after.segments).toEqual(before.segments);
      expect(after.frames.map(({ index }) => after.pixels(index))).toEqual(before.frames.map(({ index }) => before.pixels(index))); // prettier-ignore
    },
  ); // prettier-ignore

  it('shows one patient, one study and a series of modality SR, however often it is stored', async () => {
    const file = writeReport(named('geometries'));
    await store(file);
    await store(file);
    const studies = (await (await get('/studies', 'application/dicom+json')).json()) as DicomJson[];
    expect(studies).toHaveLength(1);
    const { identity, seriesInstanceUID, sopInstanceUID } = referencedInstanceOf(file.dataset);
    const study = `/studies/${identity.studyInstanceUID}`;
    const ask = async (path: string): Promise<DicomJson[]> =>
      (await (await get(`${study}${path}`, 'application/dicom+json')).json()) as DicomJson[];
    const [series, ...more] = await ask(`/series?SeriesInstanceUID=${seriesInstanceUID}`);
    expect(more).toEqual([]);
    expect(series?.['00080060']?.Value).toEqual(['SR']);
    expect(await ask(`/instances?SOPInstanceUID=${sopInstanceUID}`)).toHaveLength(1);
  });

  it('keeps every tracking UID when what was read is saved again as a new document', async () => {
    const report = named('geometries');
    const first = writeReport(report);
    await store(first);
    const stored = await fetched(first);
    const read = readReport(stored.dataset) as MeasurementReport;
    const findings = read.findings.flatMap((found) => reviewedOf(found) ?? []).filter(isDecided);
    const instance = { ...report.instance, sopInstanceUID: `${report.instance.sopInstanceUID}.2`, instanceNumber: 2 };
    const by = findings[0]?.decision.by ?? expect.unreachable();
    const again: Report = {
      ...report,
      verification: 'verified',
      instance,
      signed: signed(findings, by),
      predecessors: [referencedInstanceOf(stored.dataset)],
    };
    const second = writeReport(again);
    await store(second);
    const reopened = readReport((await fetched(second)).dataset) as MeasurementReport;
    expect(reopened.findings).toEqual(read.findings);
    expect(reopened.header.predecessors).toMatchObject([{ sopInstanceUID: report.instance.sopInstanceUID }]);
    const before = json(first) as Record<string, unknown>;
    const after = json(second) as Record<string, unknown>;
    const different = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (tag) => JSON.stringify(before[tag]) !== JSON.stringify(after[tag]),
    );
    // SOP Instance UID, Instance Number, Predecessor Documents Sequence.
    expect(different.sort()).toEqual(['00080018', '00200013', '0040A360']);
  });
});
