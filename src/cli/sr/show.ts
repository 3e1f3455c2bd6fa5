// Prints a structured report as a tree, or its findings as JSON. The document is what was asked for, so its values go to
// stdout; stderr has codes only.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DicomError, readDicom } from '../../core/dicom/index.ts';
import { readReport, readSegmentation, SrError, type StructuredReport, treeLines } from '../../core/sr/index.ts';
import { type Command, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { printable } from '../printable.ts';
import { reportJson, segmentationJson } from './to-json.ts';

const USAGE =
  'sr FILE [--json]\n' +
  '  FILE       a DICOM structured report, key object selection or segmentation\n' +
  '  --json     the findings of a measurement report (TID 1500), the content tree of any other, the segments of a segmentation\n' +
  '  exit code  0 read, 1 it is none or cannot be read, 2 wrong usage';

export const srShow: Command = {
  words: ['sr'],
  usage: USAGE,
  summary: 'prints a structured report as a tree, or its findings',
  run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError('name one file');
    return Promise.resolve(show(file, values.json, terminal));
  },
};

function show(file: string, asJson: boolean, terminal: Terminal): ExitCode {
  try {
    const read = readDicom(readFileSync(file));
    const json = (value: unknown): void => terminal.out(`${JSON.stringify(value, undefined, 1)}\n`);
    if (isSegmentation(read.dataset)) {
      const segments = segmentationJson(readSegmentation(read));
      if (asJson) json(segments);
      else for (const line of segments.segments) terminal.out(`${line.number}\t${printable(line.label ?? '-')}\t${line.frames} frames\n`); // prettier-ignore
      return 0;
    }
    const report = readReport(read.dataset);
    if (asJson) json(reportJson(report));
    else printTree(report, terminal);
    return 0;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    terminal.err(`refused ${file}: ${code}\n`);
    return 1;
  }
}

function isSegmentation(dataset: Parameters<typeof readReport>[0]): boolean {
  return dataset.has('SegmentSequence');
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof DicomError || error instanceof SrError) return error.code;
  return error instanceof Error && 'syscall' in error && 'code' in error ? 'unreadable' : undefined;
}

function printTree({ tree, problems }: StructuredReport, terminal: Terminal): void {
  const lines = treeLines(tree).map(({ depth, label, value, relationship, valueType }) => {
    const words = [label, value].filter((part) => part !== undefined).map(printable);
    const kind = [relationship?.toLowerCase(), valueType].filter((part) => part !== undefined).map(printable);
    return `${'  '.repeat(depth)}${words.join(': ') || '-'}  [${kind.join(' ')}]\n`;
  });
  terminal.out(lines.join(''));
  for (const { path, code } of problems) terminal.err(`item ${path.join('.')}: ${code}\n`);
}
