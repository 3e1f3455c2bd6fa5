// Where text is in the pixels, as findings: a look for those who read, not the one that covers before images leave.
import { type Dataset, number, text } from '../../../core/dicom/index.ts';
import {
  ALGORITHM_FAMILY,
  type Algorithm,
  concept,
  modelParameters,
  type ProposedFinding,
  QUANTITY,
  rectangle,
} from '../../../core/findings/index.ts';
import {
  createTextDetector,
  type ImagingResult,
  InferenceError,
  type InferenceSession,
  type Manifest,
  SeriesRefused,
  type SliceHeader,
  sliceHeadersOf,
} from '../../../core/inference/index.ts';
import { regionsOfMap, renderingsOf } from '../../../core/redaction/index.ts';
import type { SentFrame } from './protocol.ts';

interface Given {
  readonly manifest: Manifest;
  readonly session: InferenceSession;
  readonly datasets: readonly Dataset[];
  readonly at: string;
  readonly newUID: () => string;
}

interface Surroundings {
  readonly frame: (sopInstanceUID: string, frame: number) => Promise<SentFrame>;
  readonly onProgress: (stage: string, share: number) => void;
}

const TEXT = concept('BURNED-IN-TEXT', '99COLLIMATOR', 'Burned-in text');
const CATEGORY = concept('PIXEL-CONTENT', '99COLLIMATOR', 'Content of pixels');

export async function runTextDetector(given: Given, { frame, onProgress }: Surroundings): Promise<ImagingResult> {
  const { manifest, session, datasets, newUID } = given;
  const slices = datasets.flatMap((dataset) => sliceHeadersOf(dataset).map((header) => ({ header, dataset })));
  if (slices.length === 0) throw new SeriesRefused(['no-images'], 'there are no images');
  const detector = createTextDetector(session, manifest);
  const algorithm = algorithmOf(manifest, detector.thresholds.high);
  const findings: ProposedFinding[] = [];
  for (const [index, { header, dataset }] of slices.entries()) {
    const sent = await frame(header.image.sopInstanceUID, header.frame + 1);
    const map = await detector.detect(renderingsOf(frameOf(header, dataset, sent), dataset));
    for (const { box, score } of regionsOfMap(map, detector.thresholds, header.columns, header.rows))
      findings.push({
        trackingUID: newUID(),
        trackingIdentifier: `Text ${findings.length + 1}`,
        category: CATEGORY,
        type: TEXT,
        sites: [],
        regions: [{ space: 'image', image: header.image, shape: rectangle(box.x, box.y, box.width, box.height) }],
        score: { concept: QUANTITY.probability, value: Math.min(1, score) },
        measurements: [],
        evaluations: [],
        algorithm,
      });
    onProgress('run', (index + 1) / slices.length);
  }
  const headers = slices.map(({ header }) => header);
  return { ...resultOf(given, algorithm, findings, headers), labelMap: undefined, heatMaps: [], notices: [] };
}

function algorithmOf(manifest: Manifest, threshold: number): Algorithm {
  return {
    name: manifest.name,
    version: manifest.version,
    ...(manifest.manufacturer === undefined ? {} : { manufacturer: manifest.manufacturer }),
    family: ALGORITHM_FAMILY.artificialIntelligence,
    parameters: modelParameters(manifest.model.sha256, threshold),
  };
}

function resultOf(
  { manifest, session, datasets, at, newUID }: Given,
  algorithm: Algorithm,
  findings: readonly ProposedFinding[],
  slices: readonly SliceHeader[],
): Pick<ImagingResult, 'resultSet' | 'algorithm' | 'slices'> {
  const { task, model, title } = manifest;
  // In the outer part of an image less is enough: what is shown must not be hidden again by the higher threshold.
  const threshold = task.kind === 'text-detection' ? Math.min(task.thresholds.high, task.thresholds.border) : undefined;
  return {
    algorithm,
    slices,
    resultSet: {
      runUID: newUID(),
      label: title,
      studyInstanceUID: text(datasets[0] as Dataset, 'StudyInstanceUID') ?? '', // there are images, so a data set
      appliesTo: { kind: 'images', sopInstanceUIDs: [...new Set(slices.map(({ image }) => image.sopInstanceUID))] },
      at,
      source: {
        kind: 'model',
        algorithm,
        modelSha256: model.sha256,
        threshold,
        backend: session.backend === 'webgpu' ? 'webgpu' : 'wasm',
      },
      findings,
    },
  };
}

type Frame = Parameters<typeof renderingsOf>[0];

/** The decoded frame in the form that the detector's preparation knows. */
function frameOf({ rows, columns }: SliceHeader, dataset: Dataset, { pixels, isColour }: SentFrame): Frame {
  const isSigned = pixels instanceof Int16Array;
  const bitsAllocated = pixels instanceof Uint8Array ? 8 : 16;
  const bitsStored = isColour ? 8 : Math.min(bitsAllocated, number(dataset, 'BitsStored') ?? bitsAllocated);
  if (pixels.length !== rows * columns * (isColour ? 3 : 1))
    throw new InferenceError('bad-output', 'a frame has another size than its header says');
  return {
    layout: {
      rows,
      columns,
      samplesPerPixel: isColour ? 3 : 1,
      bitsAllocated,
      bitsStored,
      highBit: bitsStored - 1,
      isSigned,
      isFloat: false,
      photometricInterpretation: isColour ? 'RGB' : (text(dataset, 'PhotometricInterpretation') ?? 'MONOCHROME2'),
      arrangement: 'interleaved',
    },
    words: isSigned ? new Uint16Array(pixels.buffer, pixels.byteOffset, pixels.length) : pixels,
  };
}
