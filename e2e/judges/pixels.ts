// `node e2e/judges/pixels.ts`: a box is covered in the smallest real file of every transfer syntax, photometric interpretation and depth,
// and pydicom decodes what came out and what went in: outside the box no value may differ, inside there is one.
// What was compressed with loss is decoded once; decoders of such streams round differently, so there the most that differs is told.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createNodePixelCodecs } from '../../src/cli/inference/pixel-codecs.ts';
import { DicomError, readDicom, writeDicom } from '../../src/core/dicom/index.ts';
import { openFrames, redactFile, RedactionError } from '../../src/core/redaction/index.ts';
import { mustHaveAll } from '../stacks/tools.ts';
import { filesBelow } from './files.ts';
import { hasPydicom, python } from './pydicom.ts';

const { values } = parseArgs({
  options: { data: { type: 'string', default: resolve(import.meta.dirname, '../../../shared/data') } },
});
const MOST_BYTES = 4 * 2 ** 20;
const WITH_LOSS = /^1\.2\.840\.10008\.1\.2\.4\.(50|51|53|55|81|91|203)$/;
/** Rounding of the inverse transform and of the conversion of colours, in levels. */
const MOST_BY_ROUNDING = 4;
const codecs = createNodePixelCodecs();

interface Pair {
  readonly name: string;
  readonly isLossy: boolean;
  readonly before: string;
  readonly after: string;
  readonly box: readonly [x: number, y: number, width: number, height: number];
}

interface Said {
  readonly name: string;
  readonly differ?: number;
  readonly most?: number;
  readonly colours?: number;
  /** Whatever its transfer syntax calls it. */
  readonly lossy?: boolean;
  readonly why?: string;
}

if (!existsSync(values.data)) console.log(`there are no files at ${values.data}: nothing is judged`);
else if (!hasPydicom()) {
  console.log('pydicom is not on this machine: nothing is judged');
  process.exitCode = mustHaveAll ? 1 : 0;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-judges-'));
  try {
    process.exitCode = tell(await covered(values.data, folder), folder) > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function covered(data: string, folder: string): Promise<Pair[]> {
  const pairs = new Map<string, Pair>();
  const files = filesBelow(data)
    .filter((path) => !relative(data, path).startsWith('malformed'))
    .map((path) => ({ path, bytes: readFileSync(path) }))
    .filter(({ bytes }) => bytes.length <= MOST_BYTES)
    .sort((a, b) => a.bytes.length - b.bytes.length);
  for (const { path, bytes } of files) {
    try {
      const file = readDicom(bytes);
      const { layout } = openFrames(file, codecs);
      const name = `${file.transferSyntaxUID} ${layout.photometricInterpretation} ${layout.bitsStored} of ${layout.bitsAllocated} bits${layout.isSigned ? ', signed' : ''}`;
      if (pairs.has(name) || layout.columns < 16) continue;
      // Even columns: in 4:2:2 two pixels share their colour.
      const box = {
        x: 2 * Math.floor(layout.columns / 8),
        y: Math.floor(layout.rows / 4),
        width: 2 * Math.ceil(layout.columns / 8),
        height: Math.ceil(layout.rows / 4),
      };
      const after = join(folder, `${pairs.size}.dcm`);
      writeFileSync(
        after,
        writeDicom(await redactFile(file, { allFrames: [box] }, codecs, { acceptedByPerson: false })),
      );
      const isLossy = WITH_LOSS.test(file.transferSyntaxUID);
      pairs.set(name, { name, isLossy, before: path, after, box: [box.x, box.y, box.width, box.height] });
    } catch (error) {
      // No image, or one that is refused with a code: other tests say which.
      if (!(error instanceof DicomError || error instanceof RedactionError)) throw error;
    }
  }
  return [...pairs.values()];
}

function tell(pairs: readonly Pair[], folder: string): number {
  const list = join(folder, 'pairs.json');
  writeFileSync(list, JSON.stringify(pairs));
  const output = execFileSync(python, [join(import.meta.dirname, 'pixels.py'), list], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const said = JSON.parse(output) as Said[]; // our own script
  let [faults, judged] = [0, 0];
  for (const { name, differ, most, colours, lossy, why } of said) {
    const isLossy = pairs.find((pair) => pair.name === name)?.isLossy === true || lossy === true;
    if (differ === undefined || most === undefined || colours === undefined) {
      console.log(`${name}: not judged, ${why ?? 'no answer'}`);
      continue;
    }
    judged++;
    const isFault = colours !== 1 || (isLossy ? most > MOST_BY_ROUNDING || most < 0 : differ !== 0);
    if (isFault) faults++;
    const found = isLossy
      ? `at most ${most} levels from another decoder of a lossy stream`
      : `${differ} pixels differ outside`;
    console.log(`${isFault ? 'FAULT ' : ''}${name}: ${found}, ${colours} value(s) inside${why ? `, ${why}` : ''}`);
  }
  console.log(`${judged} of ${pairs.length} judged by pydicom, ${faults} faults`);
  return faults;
}
