// Runs a model package over series. Messages name files, stages and codes; results go to files and, with --json, to stdout.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { type DicomFile, DicomError, writeDicom } from '../../core/dicom/index.ts';
import { FindingError } from '../../core/findings/index.ts';
import { deviceOf, type ImagingResult, InferenceError, type InferenceSession, runImagingModel, SeriesRefused, type Stage, type VerifiedModel } from '../../core/inference/index.ts'; // prettier-ignore
import { RedactionError } from '../../core/redaction/index.ts';
import { aiDocumentsOf } from '../../core/reporting/index.ts';
import { SrError } from '../../core/sr/index.ts';
import { type Command, type Terminal, UsageError } from '../command.ts';
import { nameOf } from '../deid/inputs.ts';
import { loadModel, MODELS, trustedKeys } from '../inference/model-folder.ts';
import { createNodeSession } from '../inference/ort-session.ts';
import { createNodePixelCodecs } from '../inference/pixel-codecs.ts';
import { reportOf, type SeriesReport } from './report.ts';
import { findSeries, type Series, sliceReader } from './series.ts';

const USAGE =
  'infer --model DIR INPUT... --out DIR [--backend wasm|webgpu] [--json] [--models DIR]\n' +
  '  --model    a model package, or the name of an installed one\n' +
  '  INPUT      DICOM files, folders, ZIP archives; every series in them is run\n' +
  '  --out      gets a structured report (unverified) for each series, and a segmentation where the model gives masks\n' +
  '  --json     { model, series: [{ report, segmentation, findings, notices, ... }], refused, leftOut }\n' +
  '  --models   folder whose trusted-keys.json decides who may have signed the package\n' +
  '  exit code  0 all series were run, 1 some were refused or the model was, 2 wrong usage';

export const infer: Command = {
  words: ['infer'],
  usage: USAGE,
  summary: 'runs a model package over series',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        model: { type: 'string' },
        out: { type: 'string' },
        backend: { type: 'string', default: 'wasm' },
        json: { type: 'boolean', default: false },
        models: { type: 'string', default: MODELS },
      },
    });
    const { model: named, out, backend, json, models } = values;
    if (named === undefined || out === undefined || positionals.length === 0)
      throw new UsageError('--model, --out and at least one input are needed');
    if (backend !== 'wasm' && backend !== 'webgpu') throw new UsageError('--backend: wasm or webgpu');
    const missing = positionals.find((path) => !existsSync(path));
    if (missing !== undefined) throw new UsageError(`there is no ${missing}`);
    let session: InferenceSession | undefined;
    try {
      const model = await loadModel(folderOf(named, models), trustedKeys(models));
      if (backend === 'webgpu')
        throw new InferenceError('backend-unavailable', 'there is no WebGPU on the command line');
      if (model.manifest.task.kind !== 'imaging') throw new InferenceError('bad-manifest', 'the model does not look at series'); // prettier-ignore
      session = await createNodeSession(model);
      return await runAll({ model, session, out, terminal, json }, positionals);
    } catch (error) {
      if (!(error instanceof InferenceError)) throw error;
      terminal.err(`refused ${named}: ${error.code}: ${error.message}\n`);
      if (json) terminal.out(`${JSON.stringify({ series: [], refused: [{ model: named, code: error.code }], leftOut: 0 }, undefined, 1)}\n`); // prettier-ignore
      return 1;
    } finally {
      await session?.close();
    }
  },
};

interface Job {
  readonly model: VerifiedModel;
  readonly session: InferenceSession;
  readonly out: string;
  readonly terminal: Terminal;
  readonly json: boolean;
}

type Refusal = { readonly files: readonly string[]; readonly code: string; readonly reasons?: readonly string[] };

async function runAll(job: Job, inputs: readonly string[]): Promise<0 | 1> {
  const { terminal, model, out } = job;
  const roots = inputs.map((path) => resolve(path));
  const found = await findSeries(roots, out);
  const refused: Refusal[] = found.refused.map(({ file, code }) => ({ files: [file], code }));
  const reports: SeriesReport[] = [];
  for (const [index, series] of found.series.entries()) {
    try {
      reports.push(await runSeries(job, series, index + 1));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.push({
        files: series.inputs.map(nameOf),
        code: error.code,
        ...(error instanceof SeriesRefused ? { reasons: error.reasons } : {}),
      });
    }
  }
  if (found.series.length === 0 && refused.length === 0) refused.push({ files: roots, code: 'no-images' });
  for (const { files, code, reasons } of refused)
    terminal.err(`refused ${files[0]}${files.length > 1 ? ` and ${files.length - 1} more` : ''}: ${code}${reasons === undefined ? '' : ` (${reasons.join(', ')})`}\n`); // prettier-ignore
  const { name, version, model: file } = model.manifest;
  if (job.json)
    terminal.out(`${JSON.stringify({ model: { name, version, sha256: file.sha256, signedBy: model.signedBy, backend: job.session.backend }, series: reports, refused, leftOut: found.leftOut }, undefined, 1)}\n`); // prettier-ignore
  else for (const report of reports) terminal.out(linesOf(report));
  return refused.length === 0 ? 0 : 1;
}

function isRefusal(error: unknown): error is Error & { code: string } {
  return error instanceof InferenceError || error instanceof SrError || error instanceof DicomError || error instanceof RedactionError || error instanceof FindingError; // prettier-ignore
}

async function runSeries(
  { model, session, out, terminal }: Job,
  series: Series,
  number: number,
): Promise<SeriesReport> {
  const { manifest } = model;
  const names = { report: `${manifest.name}-${number}.sr.dcm`, segmentation: `${manifest.name}-${number}.seg.dcm` };
  for (const name of Object.values(names))
    if (existsSync(join(out, name))) throw new UsageError(`--out already holds ${name}`);
  const start = performance.now();
  const datasets = series.files.map(({ dataset }) => dataset);
  const result: ImagingResult = await runImagingModel({
    manifest,
    session,
    datasets,
    read: sliceReader(series, createNodePixelCodecs()),
    newUID,
    at: new Date().toISOString(),
    onProgress: progressTo(terminal, number),
    foresee: {
      now: () => performance.now(),
      onForeseen: (ms) => terminal.err(`series ${number}: run in one piece, about ${Math.ceil(ms / 1000)} s\n`),
    },
  });
  const documents = aiDocumentsOf(result, datasets, { device: await deviceOf(manifest), softwareVersions: versionOfProduct(), serialNumber: 'command line', newUID }); // prettier-ignore
  writeTogether(out, [
    [names.report, documents.report],
    ...(documents.segmentation === undefined ? [] : [[names.segmentation, documents.segmentation] as const]),
  ]);
  const seconds = (performance.now() - start) / 1000;
  return reportOf(result, { images: series.inputs.length, seconds, report: names.report, segmentation: documents.segmentation === undefined ? undefined : names.segmentation }); // prettier-ignore
}

/** Both or none: everything is written beside first. */
function writeTogether(out: string, files: readonly (readonly [string, DicomFile])[]): void {
  mkdirSync(out, { recursive: true });
  try {
    for (const [name, file] of files) writeFileSync(join(out, `${name}.part`), writeDicom(file));
    for (const [name] of files) renameSync(join(out, `${name}.part`), join(out, name));
  } catch (error) {
    for (const [name] of files) rmSync(join(out, `${name}.part`), { force: true });
    throw error;
  }
}

function folderOf(named: string, models: string): string {
  return !named.includes(sep) && !existsSync(named) && existsSync(join(models, named)) ? join(models, named) : named;
}

/** PS3.5 B.2: a UUID as a decimal number. */
function newUID(): string {
  return `2.25.${BigInt(`0x${crypto.randomUUID().replaceAll('-', '')}`)}`;
}

function versionOfProduct(): string {
  const json: unknown = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8'));
  return typeof json === 'object' && json !== null && 'version' in json ? String(json.version) : 'unknown';
}

/** A line for each tenth of a stage, at most. */
function progressTo(terminal: Terminal, number: number): (stage: Stage, done: number, of: number) => void {
  let last = '';
  return (stage, done, of) => {
    const line = `series ${number}: ${stage} ${Math.floor((10 * done) / of) * 10} %\n`;
    if (line !== last) terminal.err(line);
    last = line;
  };
}

function linesOf({ report, segmentation, findings, notices, threshold }: SeriesReport): string {
  const lines = findings.map(
    ({ name, score, voxels, measurements }) =>
    [name, score === undefined ? '' : `score ${score}`, voxels === undefined ? '' : `${voxels} voxels`, ...measurements.map(({ name: what, value, unit }) => `${what} ${value} ${unit}`)].filter((part) => part !== '').join('\t'), // prettier-ignore
  );
  const nothing = threshold === undefined ? 'nothing found' : `nothing above threshold ${threshold}`;
  return [`${report}${segmentation === undefined ? '' : ` ${segmentation}`}`, ...(lines.length === 0 ? [nothing] : lines), ...notices.map((notice) => `notice: ${notice}`), ''].join('\n'); // prettier-ignore
}
