// Says where text is burned into pixels. Messages name files and codes; what the text says is never printed.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DicomError, readDicom } from '../../core/dicom/index.ts';
import { InferenceError } from '../../core/inference/index.ts';
import { findText, joined, RedactionError, type Region, RELEASE_CONFIDENCE } from '../../core/redaction/index.ts';
import { UsageError, type Command } from '../command.ts';
import { MODELS } from '../inference/model-folder.ts';
import { createTextFinder, type TextFinder } from '../inference/text-finder.ts';

const USAGE =
  'find-text FILE... [--json] [--release] [--models DIR]\n' +
  '  FILE       DICOM files\n' +
  '  --json     [{ file, rows, columns, frames: [{ frame, regions: [{ x, y, width, height, score, verdict, reasons, text? }] }] }]\n' +
  '  --release  reads what was found; what is wholly on the closed list of harmless text has verdict release, and its text is given\n' +
  '  --models   folder of model packages and their trusted keys\n' +
  '  exit code  0 all looked into, 1 some could not be, 2 wrong usage';

type FileReport = {
  readonly file: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: readonly { readonly frame: number; readonly regions: readonly RegionReport[] }[];
};

type RegionReport = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
  readonly verdict: 'remove' | 'release';
  readonly reasons: Region['reasons'];
  /** Only of what is released: it says nothing of anybody. */
  readonly text?: string;
};

export const findTextCommand: Command = {
  words: ['find-text'],
  usage: USAGE,
  summary: 'finds text burned into pixels',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        release: { type: 'boolean', default: false },
        models: { type: 'string', default: MODELS },
      },
    });
    if (positionals.length === 0) throw new UsageError('name at least one file');
    let finder: TextFinder;
    try {
      finder = await createTextFinder(values.models);
    } catch (error) {
      if (!(error instanceof InferenceError)) throw error;
      terminal.err(`text-detector: ${error.code}: ${error.message}\n`);
      return 1;
    }
    if (values.release && finder.recogniser === undefined) {
      await finder.close();
      terminal.err('text-recogniser: bad-manifest: no reader is installed, and without one nothing can be released\n');
      return 1;
    }
    const reports: FileReport[] = [];
    try {
      for (const file of positionals) {
        const report = await lookInto(file, finder, values.release);
        if (typeof report === 'string') terminal.err(`refused ${file}: ${report}\n`);
        else {
          reports.push(report);
          if (!values.json) terminal.out(linesOf(report));
        }
      }
    } finally {
      await finder.close();
    }
    if (values.json) terminal.out(`${JSON.stringify(reports, undefined, 1)}\n`);
    return reports.length === positionals.length ? 0 : 1;
  },
};

/** A code when the file cannot be looked into: it is not free of text, it is unknown. */
async function lookInto(file: string, finder: TextFinder, isReleasing: boolean): Promise<FileReport | string> {
  const { recogniser } = finder;
  const release =
    isReleasing && recogniser !== undefined ? { recogniser, minConfidence: RELEASE_CONFIDENCE } : undefined;
  try {
    const found = await findText(readDicom(readFileSync(file)), { ...finder, release });
    const frames = found.frames.map(({ frame, regions, released }) => ({
      frame,
      regions: [
        ...joined([...regions, ...found.known]).map(reportOf),
        ...found.outside.map(reportOf),
        ...released.map(({ region, text }) => ({ ...reportOf(region), verdict: 'release' as const, text })),
      ],
    }));
    return { file, rows: found.rows, columns: found.columns, frames };
  } catch (error) {
    if (error instanceof DicomError || error instanceof RedactionError || error instanceof InferenceError)
      return error.code;
    if (error instanceof Error && 'syscall' in error && 'code' in error) return 'unreadable';
    throw error;
  }
}

function reportOf({ box, score, reasons }: Region): RegionReport {
  return { ...box, score: Math.round(score * 1000) / 1000, verdict: 'remove', reasons };
}

function linesOf({ file, frames }: FileReport): string {
  const lines = frames.flatMap(({ frame, regions }) =>
    regions.map(
      ({ x, y, width, height, score, verdict }) =>
        `${file}\tframe ${frame}\t${x},${y} ${width}x${height}\t${score}\t${verdict}`,
    ),
  );
  return lines.length === 0 ? `${file}\tno text found\n` : `${lines.join('\n')}\n`;
}
