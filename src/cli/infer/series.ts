// The images among the inputs, by series. Headers are kept, pixels stay on disk until their frame is wanted.
import { closeSync, openSync, readSync } from 'node:fs';
import { type ByteSource, type DicomFile, DicomError, readDicom, readDicomHead, uid } from '../../core/dicom/index.ts'; // prettier-ignore
import { InferenceError, rescaleOf, type SliceHeader } from '../../core/inference/index.ts';
import { openFrames, type PixelCodecs, valueReader } from '../../core/redaction/index.ts';
import { type Input, listInputs, nameOf } from '../deid/inputs.ts';
import { readZipEntry } from '../deid/zip-entries.ts';

export interface Series {
  readonly files: readonly DicomFile[];
  readonly inputs: readonly Input[];
}

export interface FoundSeries {
  readonly series: readonly Series[];
  /** Inputs that cannot be read. */
  readonly refused: readonly { readonly file: string; readonly code: string }[];
  /** Files of a folder that are no images: nobody asked what a model says about them. */
  readonly leftOut: number;
}

export async function findSeries(roots: readonly string[], outDir: string): Promise<FoundSeries> {
  const { inputs, unreadable } = await listInputs(roots, outDir);
  const refused = unreadable.map(({ path, code }) => ({ file: path, code }));
  const bySeries = new Map<string, { files: DicomFile[]; inputs: Input[] }>();
  let leftOut = 0;
  for (const input of inputs) {
    try {
      const file = await headOf(input);
      const seriesInstanceUID = uid(file.dataset, 'SeriesInstanceUID');
      if (seriesInstanceUID === undefined || !file.dataset.has('PixelData') || !file.dataset.has('Rows')) leftOut++;
      else {
        const series = bySeries.get(seriesInstanceUID) ?? { files: [], inputs: [] };
        series.files.push(file);
        series.inputs.push(input);
        bySeries.set(seriesInstanceUID, series);
      }
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      if (error.code === 'not-dicom' && !roots.includes(input.path)) leftOut++;
      else refused.push({ file: nameOf(input), code: error.code });
    }
  }
  return { series: [...bySeries.values()], refused, leftOut };
}

async function headOf(input: Input): Promise<DicomFile> {
  if (input.entry !== undefined) return readDicom(await readZipEntry(input.path, input.entry));
  return readDicomHead(fileSource(input));
}

/** Opened for each look: a series of a thousand files holds no thousand handles. */
function fileSource({ path, bytes }: Input): ByteSource {
  return {
    size: bytes,
    read(offset, length) {
      const handle = openSync(path, 'r');
      try {
        const buffer = Buffer.alloc(length);
        const read = readSync(handle, buffer, 0, length, offset);
        return Promise.resolve(buffer.subarray(0, read));
      } finally {
        closeSync(handle);
      }
    },
  };
}

/** Gives the values of frames in the units of the modality. */
export function sliceReader(
  { files }: Series,
  codecs: PixelCodecs,
): (slice: SliceHeader) => Promise<Float32Array | Int16Array> {
  // prettier-ignore
  const byUID = new Map(files.map((file) => [uid(file.dataset, 'SOPInstanceUID'), file]));
  return async ({ image, frame }) => {
    const file = byUID.get(image.sopInstanceUID);
    if (file === undefined) throw new InferenceError('series-geometry', 'an image is no longer there');
    const { layout, words } = await openFrames(file, codecs).frame(frame);
    const read = valueReader(layout);
    const { slope, intercept } = rescaleOf(file.dataset, frame);
    const isWhole = Number.isInteger(slope) && Number.isInteger(intercept) && layout.bitsStored <= 14 && Math.abs(slope) === 1; // prettier-ignore
    // Fourteen bits and an offset of a few thousand stay within sixteen.
    const values =
      isWhole && Math.abs(intercept) < 16384 ? new Int16Array(words.length) : new Float32Array(words.length);
    for (let at = 0; at < words.length; at++) values[at] = read(words[at] ?? 0) * slope + intercept;
    return values;
  };
}
