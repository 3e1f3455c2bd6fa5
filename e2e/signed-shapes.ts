// A signed report with shapes that no model of ours makes, as another program that reads and writes TID 1500 may have stored it.
import { type DicomFile, readDicom } from '../src/core/dicom/index.ts';
import {
  attestationOf,
  concept,
  type DecidedFinding,
  type ProposedFinding,
  modelParameters,
  type PixelPoint,
  type Shape,
  sign,
} from '../src/core/findings/index.ts';
import { sliceHeadersOf } from '../src/core/inference/index.ts';
import { aiDocumentsOf } from '../src/core/reporting/index.ts';

export const SIGNED_MODEL = 'tiny-outlines';

/** In pixels of the image. The polygon is a large triangle, so that its lines can be told from a box. */
const SHAPES: readonly Shape<PixelPoint>[] = [
  { kind: 'polygon', points: [[30, 20], [60, 60], [20, 60]] },
  { kind: 'ellipse', majorAxis: [[90, 30], [130, 30]], minorAxis: [[110, 24], [110, 36]] },
  { kind: 'polyline', points: [[80, 70], [100, 80], [120, 70]] },
]; // prettier-ignore

const AT = '2026-11-22T10:00:00+01:00';
const by = { name: 'Reader^Ruth', login: 'ruth', organisation: 'Hospital' };

/** `files` are those of one series. */
export function signedShapes(files: readonly Uint8Array[], slice: number): DicomFile {
  const datasets = files.map((file) => readDicom(file).dataset);
  const slices = datasets.flatMap(sliceHeadersOf);
  const image = slices[slice]?.image;
  if (image === undefined) throw new RangeError('the series has no such slice');
  const algorithm = { name: SIGNED_MODEL, version: '1.0.0', parameters: modelParameters('a'.repeat(64), undefined) };
  let count = 0;
  const newUID = () => `2.25.77000${++count}`;
  const findings = SHAPES.map((shape, at): ProposedFinding => ({
    trackingUID: newUID(),
    trackingIdentifier: `Outline ${at + 1}`,
    type: concept('52988006', 'SCT', 'Lesion'),
    sites: [],
    regions: [{ space: 'image', image, shape }],
    measurements: [],
    evaluations: [],
    algorithm,
  }));
  const decided = findings.map((finding): DecidedFinding => ({ finding, decision: { kind: 'accepted', by, at: AT } }));
  const outcome = attestationOf({ findings: decided, threshold: undefined, stale: undefined });
  const signed = outcome.kind === 'ready' ? sign(outcome.attestation, by, AT, { authenticatedAt: AT, maxAgeSeconds: 60 }) : undefined; // prettier-ignore
  if (signed === undefined) throw new Error('everything is decided and freshly proved');
  return aiDocumentsOf(
    {
      algorithm,
      slices,
      resultSet: {
        runUID: newUID(),
        label: SIGNED_MODEL,
        studyInstanceUID: '',
        appliesTo: { kind: 'images', sopInstanceUIDs: slices.map((one) => one.image.sopInstanceUID) },
        at: AT,
        source: { kind: 'model', algorithm, modelSha256: 'a'.repeat(64), threshold: undefined, backend: 'wasm' },
        findings,
      },
      labelMap: undefined,
      heatMaps: [],
      notices: [],
    },
    datasets,
    { device: { uid: newUID(), name: SIGNED_MODEL }, softwareVersions: '1', serialNumber: 'test', newUID, at: AT },
    { verification: 'verified', signed },
  ).report;
}
