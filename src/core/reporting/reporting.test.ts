import { describe, expect, it } from 'vitest';
import { type Dataset, readDicom, text, writeDicom } from '../dicom/index.ts';
import { attestationOf, type DecidedFinding, sign } from '../findings/index.ts';
import { deviceOf, type ImagingResult, runImagingModel } from '../inference/index.ts';
import { manifestOf, readerOf, series, sessionOf, SPOKEN, TASK, uids } from '../inference/testing/imaging.ts';
import { type MeasurementReport, readReport, readSegmentation, rgbOfCielab } from '../sr/index.ts';
import { aiDocumentsOf, segmentationUIDOf, storedAiResultOf } from './index.ts';

const AT = '2026-11-22T10:00:00+01:00';
const by = { name: 'Reader^Ruth', login: 'ruth', organisation: 'Hospital' };
const datasets: Dataset[] = series(6, 3, { PatientID: 'P1', PatientName: 'Test^Case', Modality: 'CT' });
const COLOUR: [number, number, number] = [114, 170, 230];
const SCORE = { value: 'S', scheme: '99COLLIMATOR', meaning: 'Score of the model' };

async function masks(): Promise<ImagingResult> {
  return runImagingModel({
    manifest: manifestOf({ measurements: [{ kind: 'volume' }], decode: { ...TASK.decode, classes: [{ ...SPOKEN, label: 1, colour: COLOUR }] } as typeof TASK.decode }), // prettier-ignore
    session: sessionOf(({ dimensions, values }) => ({
      map: { dimensions, values: values.map((v) => (v > 0 ? 1 : 0)) },
    })),
    datasets,
    read: readerOf((x, y, z) => (x > -5 && x < 0 && y > -5 && y < 3 && z > 4 && z < 10 ? 100 : -100)),
    newUID: uids(),
    at: AT,
  });
}

async function signedDocuments(result: ImagingResult, decided: readonly DecidedFinding[], change: object = {}) {
  const outcome = attestationOf({ findings: decided, threshold: undefined, stale: undefined });
  if (outcome.kind !== 'ready') throw new Error('everything is decided');
  const signed = sign(outcome.attestation, by, AT, { authenticatedAt: AT, maxAgeSeconds: 60 });
  if (signed === undefined) throw new Error('the proof is fresh');
  const writer = { device: await deviceOf(manifestOf()), softwareVersions: '1', serialNumber: 'test', newUID: uids(), reportUID: '2.25.77', at: AT, ...change }; // prettier-ignore
  const { report, segmentation } = aiDocumentsOf(result, datasets, writer, { verification: 'verified', signed });
  return {
    report: readDicom(writeDicom(report)).dataset,
    segmentation: segmentation === undefined ? undefined : readSegmentation(readDicom(writeDicom(segmentation))),
  };
}

function stored(report: Dataset, segmentation?: ReturnType<typeof readSegmentation>, images = datasets) {
  return storedAiResultOf(readReport(report) as MeasurementReport, segmentation, images, AT);
}

describe('a signed result', () => {
  it('comes back from its documents as it was signed: masks to the voxel, findings to the number', async () => {
    const result = await masks();
    const decided = result.resultSet.findings.map((finding): DecidedFinding => ({ finding, decision: { kind: 'accepted', by, at: AT } })); // prettier-ignore
    const { report, segmentation } = await signedDocuments(result, decided);
    expect([text(report, 'SOPInstanceUID'), text(report, 'VerificationFlag')]).toEqual(['2.25.77', 'VERIFIED']);
    expect(segmentationUIDOf(readReport(report) as MeasurementReport)).toBe(result.labelMap?.sopInstanceUID);
    const back = stored(report, segmentation);
    expect(back?.reviewed).toEqual(decided);
    expect(back).toMatchObject({ isVerified: true, verifiedBy: { login: 'ruth' }, seriesInstanceUID: '1.2.3.2', device: { modelName: 'tester' } }); // prettier-ignore
    expect(back?.result.labelMap?.labels).toEqual(result.labelMap?.labels);
    expect(back?.result.labelMap?.grid).toEqual(result.labelMap?.grid);
    expect(back?.result.labelMap?.segments.map(({ number, colour }) => [number, colour])).toEqual([[1, COLOUR]]);
    expect(back?.result.algorithm).toEqual(result.algorithm);
    expect(back?.result.resultSet.source).toMatchObject({ modelSha256: 'a'.repeat(64), threshold: 0.5 });
  });

  it('keeps rejected findings with their reason, changed ones as they were changed, and scores of the model’s own', async () => {
    const result = await masks();
    const [finding] = result.resultSet.findings;
    const circle = { space: 'image', image: { sopClassUID: '1.2.840.10008.5.1.4.1.1.2', sopInstanceUID: text(datasets[0]!, 'SOPInstanceUID')! }, shape: { kind: 'circle', centre: [5, 5], edge: [7, 5] } } as const; // prettier-ignore
    const made = (trackingUID: string, value: number) => ({ ...finding!, trackingUID, regions: [circle] as const, measurements: [], score: { concept: SCORE, value } }); // prettier-ignore
    const reason = { value: 'AI-ARTIFACT', scheme: '99COLLIMATOR', meaning: 'Artifact' };
    const decided: DecidedFinding[] = [
      { finding: made('2.25.1', 0.75), decision: { kind: 'rejected', by, at: AT, reason } },
      { finding: made('2.25.2', 0.5), decision: { kind: 'edited', by, at: AT } },
    ];
    const { report } = await signedDocuments({ ...result, labelMap: undefined }, decided);
    expect(stored(report)?.reviewed).toEqual(decided);
    // One finding without the number: then it is no score, but a number like others.
    const mixed = [...decided, { ...decided[0]!, finding: { ...made('2.25.3', 0), score: undefined as never } }];
    const { report: other } = await signedDocuments({ ...result, labelMap: undefined }, mixed);
    expect(stored(other)?.reviewed.map((one) => one.finding.score)).toEqual([undefined, undefined, undefined]);
  });

  it('that found nothing comes back as that', async () => {
    const result = await masks();
    const { report } = await signedDocuments({ ...result, labelMap: undefined, resultSet: { ...result.resultSet, findings: [] } }, []); // prettier-ignore
    expect(stored(report)).toMatchObject({ reviewed: [], isVerified: true });
  });

  it('is not drawn where its masks do not lie on the images, nor made up where it is none of a model', async () => {
    const result = await masks();
    const decided = result.resultSet.findings.map((finding): DecidedFinding => ({ finding, decision: { kind: 'accepted', by, at: AT } })); // prettier-ignore
    const { report, segmentation } = await signedDocuments(result, decided);
    expect(
      stored(
        report,
        segmentation,
        datasets.filter((_, at) => at !== 2),
      )?.result.labelMap,
    ).toBeUndefined();
    expect(stored(report, segmentation, [])).toBeUndefined();
    const { parameters: _, ...nameless } = result.algorithm;
    const foreign = decided.map(({ finding, decision }): DecidedFinding => ({ finding: { ...finding, algorithm: nameless }, decision })); // prettier-ignore
    const { report: other, segmentation: mask } = await signedDocuments({ ...result, algorithm: nameless }, foreign);
    expect(stored(other, mask)).toBeUndefined();
  });
});

it('gives colours back as they were', async () => {
  const { cielabOf } = await import('../sr/segmentation/cielab.ts');
  for (const colour of [[0, 0, 0], [255, 255, 255], COLOUR, [1, 200, 37], [255, 0, 0], [12, 13, 250]] as [
    number,
    number,
    number,
  ][])
    // prettier-ignore
    expect(rgbOfCielab(cielabOf(colour))).toEqual(colour);
  expect(rgbOfCielab([1, 2])).toBeUndefined();
});
