// Every transfer syntax and colour space of the collected real files: a box is covered, the file written, read again, and nothing
// outside the box may differ. What was written compressed is also read by dcmtk, which shares no code with our codecs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodePixelCodecs } from '../../cli/inference/pixel-codecs.ts';
import { skipReason } from '../../testing/machine.ts';
import { DicomError, type DicomFile, readDicom, writeDicom } from '../dicom/index.ts';
import { openFrames, redactFile, RedactionError, sampleIndex } from './index.ts';

const DATA = resolve(import.meta.dirname, '../../../../shared/data');
const present = existsSync(join(DATA, 'index.json'));
const missing = ['dcmdjpls', 'dcmdrle'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
const unread = skipReason(missing);
const codecs = createNodePixelCodecs();

/** Small ones, so that the test stays short; the smallest of each transfer syntax and colour space. */
const MOST_BYTES = 400_000;
const MOST_PIXELS = 400_000;

type Case = { readonly name: string; readonly file: DicomFile };

function cases(): Case[] {
  const index = JSON.parse(readFileSync(join(DATA, 'index.json'), 'utf8')) as { file: string; size: number }[];
  const found = new Map<string, Case>();
  for (const { file: path, size } of index.sort((a, b) => a.size - b.size)) {
    if (size > MOST_BYTES || path.startsWith('series/') || path.startsWith('malformed/')) continue;
    try {
      const file = readDicom(readFileSync(join(DATA, path)));
      const { layout } = openFrames(file, codecs);
      const key = `${file.transferSyntaxUID} ${layout.photometricInterpretation} ${layout.bitsAllocated} bits`;
      const pixels = layout.rows * layout.columns * layout.samplesPerPixel;
      if (!found.has(key) && layout.columns >= 10 && pixels < MOST_PIXELS) found.set(key, { name: key, file });
    } catch (error) {
      // Not an image, or one that is no image for anybody: other tests say which are read.
      if (!(error instanceof DicomError || error instanceof RedactionError)) throw error;
    }
  }
  return [...found.values()];
}

async function allWords(file: DicomFile): Promise<Map<number, string>[]> {
  const reader = openFrames(file, codecs);
  const frames: Map<number, string>[] = [];
  for (let index = 0; index < reader.count; index++) {
    const { layout, words } = await reader.frame(index);
    const byPixel = new Map<number, string>();
    for (let pixel = 0; pixel < layout.rows * layout.columns; pixel++)
      byPixel.set(
        pixel,
        Array.from({ length: layout.samplesPerPixel }, (_, s) => words[sampleIndex(layout, pixel, s)]).join(),
      );
    frames.push(byPixel);
  }
  return frames;
}

function decodedByDcmtk(file: DicomFile): DicomFile {
  const folder = mkdtempSync(join(tmpdir(), 'redaction-'));
  try {
    writeFileSync(join(folder, 'in.dcm'), writeDicom(file));
    const tool = file.transferSyntaxUID === '1.2.840.10008.1.2.5' ? 'dcmdrle' : 'dcmdjpls';
    const run = spawnSync(tool, [join(folder, 'in.dcm'), join(folder, 'out.dcm')]);
    expect(run.stderr.toString()).not.toMatch(/^[EF]:/m);
    return readDicom(readFileSync(join(folder, 'out.dcm')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const absent = present ? '' : ' (skipped: ../shared/data is absent)';
describe.skipIf(!present)(`files of ../shared/data${absent}`, () => {
  const all = present ? cases() : [];

  it('cover the compressions that are read', () => {
    expect(all.length).toBeGreaterThan(30);
  });

  it.each(all)(`$name: nothing differs outside the box${unread}`, { timeout: 120_000 }, async ({ file }) => {
    const { rows, columns } = openFrames(file, codecs).layout;
    // Even columns: in 4:2:2 two pixels share their colour.
    const box = {
      x: 2 * Math.floor(columns / 8),
      y: Math.floor(rows / 4),
      width: 2 * Math.ceil(columns / 8),
      height: Math.ceil(rows / 4),
    };
    const before = await allWords(file);
    const after = readDicom(
      writeDicom(await redactFile(file, { allFrames: [box] }, codecs, { acceptedByPerson: false })),
    );
    const readers = [after];
    // dcmtk takes no 7 bits, in the original either, and no single ones.
    if (
      missing.length === 0 &&
      /\.(5|4\.80)$/.test(after.transferSyntaxUID) &&
      openFrames(after, codecs).layout.bitsStored >= 8
    )
      readers.push(decodedByDcmtk(after));
    for (const reader of readers)
      for (const [index, words] of (await allWords(reader)).entries()) {
        const inside = new Set<string>();
        let differ = 0;
        for (const [pixel, word] of words) {
          const [x, y] = [pixel % columns, Math.floor(pixel / columns)];
          if (x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height) inside.add(word);
          else if (word !== before[index]?.get(pixel)) differ++;
        }
        expect(differ).toBe(0);
        expect(inside.size).toBe(1);
      }
  });
});
