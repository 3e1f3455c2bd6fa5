// The command: learn from all inputs, then write each, then check the whole and say what was done.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { sep } from 'node:path';
import {
  canonicalPatientId, checkClosure, compileProfile, createKeyed, encryptLinkage, patientKeyFrom, rareCombinations,
} from '../../core/deid/index.ts'; // prettier-ignore
import type {
  ClosureResult,
  Identifiers,
  InstanceReferences,
  LinkageRow,
  QuasiIdentifiers,
  RareCombination,
} from '../../core/deid/index.ts';
import { UsageError } from '../command.ts';
import type { ExitCode, Terminal } from '../command.ts';
import { listInputs, nameOf } from './inputs.ts';
import type { Input, UnreadableInput } from './inputs.ts';
import type { Learned, Refused, Written } from './job.ts';
import { openJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { createPool } from './pool.ts';
import type { Pool, WriteTask } from './pool.ts';
import { createProgress } from './progress.ts';
import { createLineWriter, csvRow } from './result-files.ts';
import type { FacePlan, SeriesPlans } from '../../core/deid/pixels/index.ts';
import type { Settings } from './settings.ts';

export async function runDeid(settings: Settings, terminal: Terminal): Promise<ExitCode> {
  const partDir = `${settings.outDir}.part`;
  const { inputs, unreadable } = await listInputs(settings.inputs, settings.outDir);
  for (const { path, code } of unreadable) terminal.err(`refused ${path}: ${code}\n`);
  if (inputs.length + unreadable.length === 0) throw new UsageError('there is no file in the inputs');
  const { profile, key, pixels, release, doubtful, outDir, models } = settings;
  const threads = Math.min(settings.threads, Math.max(1, Math.ceil(inputs.length / 8)));
  const listUIDs = settings.uidMapFile !== undefined;
  const hashFiles = settings.manifestFile !== undefined;
  const jobs = { profile, key, pixels, release, doubtful, outDir, partDir, models, listUIDs, hashFiles };
  const pool = await createPool(jobs, threads);
  try {
    const learned: Learned[] = [];
    const identifiers = sortedIdentifiers(await pool.learn(inputs, (result) => void learned.push(result)));
    learned.sort((a, b) => a.number - b.number);
    mkdirSync(outDir, { recursive: true });
    const journal = openJournal(partDir, outDir, key, fingerprintOf(settings, inputs, identifiers));
    const plans = await planned(settings, inputs, learned);
    await pool.prepare(identifiers, plans.pixels);
    const refused = await writeAll(inputs, learned, journal, pool, terminal);
    const summary = await writeResults(
      settings,
      inputs,
      unreadable,
      learned,
      refused,
      identifiers,
      journal,
      plans.faces,
    );
    journal.remove();
    tell(summary, settings, terminal);
    return summary.refused > 0 || summary.closure.broken.length > 0 ? 1 : 0;
  } finally {
    await pool.close();
  }
}

/** Codecs and what looks into pixels are loaded only where an image asks for it. */
async function planned(
  settings: Settings,
  inputs: readonly Input[],
  learned: readonly Learned[],
): Promise<SeriesPlans> {
  const isAsked = learned.some((result) => result.kind === 'learned' && result.image !== undefined);
  if (!isAsked) return { pixels: { planes: {}, constant: {} }, faces: [] };
  const { planSeries } = await import('./series-plans.ts');
  return planSeries(settings, inputs, learned);
}

/** Threads learn in any order; what comes of it must not depend on that. */
function sortedIdentifiers(found: Identifiers): Identifiers {
  const sorted = (values: Iterable<string>): Set<string> => new Set([...values].sort((a, b) => (a < b ? -1 : 1)));
  return {
    names: sorted(found.names),
    ids: sorted(found.ids),
    phrases: sorted(found.phrases),
    dates: sorted(found.dates),
    issuers: new Map(
      [...found.issuers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, issuers]) => [id, sorted(issuers)]),
    ),
  };
}

function fingerprintOf(
  settings: Settings,
  inputs: readonly Input[],
  { names, ids, phrases, dates }: Identifiers,
): string {
  const hash = createHash('sha256').update(settings.key);
  const { profile, pixels, release, doubtful, uidMapFile, manifestFile } = settings;
  hash.update(
    JSON.stringify({
      profile,
      pixels,
      release,
      doubtful,
      uids: uidMapFile !== undefined,
      hashes: manifestFile !== undefined,
      names: [...names],
      ids: [...ids],
      phrases: [...phrases],
      dates: [...dates],
    }),
  );
  for (const input of inputs) hash.update(`${nameOf(input)}\n${input.bytes}\n`);
  return hash.digest('hex');
}

async function writeAll(
  inputs: readonly Input[],
  learned: readonly Learned[],
  journal: Journal,
  pool: Pool,
  terminal: Terminal,
): Promise<Refused[]> {
  const refused: Refused[] = [];
  const tasks: WriteTask[] = [];
  const seen = new Map<string, number>();
  for (const result of learned) {
    const input = inputs[result.number];
    if (input === undefined) continue;
    if (result.kind === 'refused') {
      refused.push(result);
      continue;
    }
    // Two inputs that claim to be the same instance are both written, the later one under a name of its own.
    const copy = seen.get(result.sopInstanceUID) ?? 0;
    seen.set(result.sopInstanceUID, copy + 1);
    if (!journal.done.has(result.number)) tasks.push({ input, copy });
  }
  const progress = createProgress(tasks.length, terminal.err, () => performance.now());
  await pool.write(tasks, (result) => {
    progress.done(inputs[result.number]?.bytes ?? 0);
    if (result.kind === 'written') journal.add(result);
    else refused.push(result);
  });
  progress.end();
  refused.sort((a, b) => a.number - b.number);
  for (const { number, code, where } of refused) {
    const input = inputs[number];
    if (input !== undefined)
      terminal.err(`refused ${nameOf(input)}: ${code}${where === undefined ? '' : ` at ${where}`}\n`);
  }
  return refused;
}

export type Summary = {
  readonly inputs: number;
  readonly written: number;
  readonly refused: number;
  readonly doubtfulWords: number;
  readonly closure: ClosureResult;
  readonly rare: readonly RareCombination[];
  readonly collisions: number;
};

async function writeResults(
  settings: Settings,
  inputs: readonly Input[],
  unreadable: readonly UnreadableInput[],
  learned: readonly Learned[],
  refused: readonly Refused[],
  identifiers: Identifiers,
  journal: Journal,
  faces: readonly FacePlan[],
): Promise<Summary> {
  const { profile, mapFile, uidMapFile, reportFile, manifestFile, doubtfulFile } = settings;
  const keyed = createKeyed(settings.key);
  const map = mapFile === undefined ? undefined : createLineWriter(mapFile);
  const uidMap = uidMapFile === undefined ? undefined : createLineWriter(uidMapFile);
  const report = reportFile === undefined ? undefined : createLineWriter(reportFile);
  const manifest = manifestFile === undefined ? undefined : createLineWriter(manifestFile);
  const doubts = doubtfulFile === undefined ? undefined : createLineWriter(doubtfulFile);
  map?.line(
    'input,source,status,code,output,patient_id,new_patient_id,study_instance_uid,new_study_instance_uid,series_instance_uid,new_series_instance_uid,sop_instance_uid,new_sop_instance_uid',
  );
  uidMap?.line('old,new');
  const { options, dates } = compileProfile(profile);
  report?.line(
    `{"schema":"collimator-deid-report-1","profile":${JSON.stringify({ name: profile.name, options: [...options], dates: dates.kind, doubtfulWords: settings.doubtful, pixels: settings.pixels, release: settings.release })},"instances":[`,
  );
  manifest?.line('{"schema":"collimator-deid-manifest-1","files":[');
  doubts?.line('[');
  const before: InstanceReferences[] = [];
  const after: InstanceReferences[] = [];
  const cohort = new Map<string, QuasiIdentifiers>();
  const listed = new Set<string>();
  let [written, doubtfulWords] = [0, 0];
  for (const entry of journal.entries()) {
    const { report: instance, number } = entry;
    map?.line(
      csvRow([
        number,
        nameOf(inputAt(inputs, number)),
        'written',
        '',
        entry.output,
        entry.before.patientID,
        instance.pseudonym,
        entry.before.studyInstanceUID,
        instance.studyInstanceUID,
        entry.before.seriesInstanceUID,
        instance.seriesInstanceUID,
        entry.before.sopInstanceUID,
        instance.sopInstanceUID,
      ]),
    );
    for (const uid of entry.uids) {
      if (!listed.has(uid)) uidMap?.line(csvRow([uid, keyed.uid(uid)]));
      listed.add(uid);
    }
    report?.line(
      `${written === 0 ? '' : ','}${JSON.stringify({ input: number, output: entry.output, ...instance, doubtfulWords: wordsIn(entry) }).slice(0, -1)},"entries":${journal.treatment(entry.treatment)}}`,
    );
    const { output, sha256, bytes } = entry;
    manifest?.line(
      `${written === 0 ? '' : ','}${JSON.stringify({ path: portable(output), sha256, byteLength: bytes })}`,
    );
    for (const { path, words, removed } of entry.doubtful)
      doubts?.line(
        `${doubtfulWords === 0 ? '' : ','}${JSON.stringify({ output: entry.output, path, words, removed })}`,
      );
    doubtfulWords += wordsIn(entry);
    written++;
    before.push(referencesOf(entry.before));
    after.push(referencesOf(entry.after));
    // Images of one patient say the same of her.
    cohort.set(JSON.stringify(entry.quasiIdentifiers), entry.quasiIdentifiers);
  }
  for (const { number, code } of refused)
    map?.line(csvRow([number, nameOf(inputAt(inputs, number)), 'refused', code, '', '', '', '', '', '', '', '', '']));
  for (const { path, code } of unreadable)
    map?.line(csvRow(['', path, 'refused', code, '', '', '', '', '', '', '', '', '']));
  const writtenUIDs = new Map(
    before.map(({ sopInstanceUID }, index) => [sopInstanceUID, after[index]?.sopInstanceUID]),
  );
  const closure = checkClosure(before, after, (uid) => writtenUIDs.get(uid));
  const rare = rareCombinations(cohort.values(), settings.cohortK);
  const collisions = collisionsIn(identifiers, learned);
  const refusedList = refused.map(({ number, code, where }) => ({ input: number, code, where }));
  report?.line(
    `],"refused":${JSON.stringify([...refusedList, ...unreadable.map(({ code }) => ({ code }))])},"closure":${JSON.stringify(closure)},"cohort":${JSON.stringify({ k: settings.cohortK, rare })},"faces":${JSON.stringify(faces)},"patientIdCollisions":${JSON.stringify(collisions)},"counts":${JSON.stringify({ inputs: inputs.length, written, refused: refused.length + unreadable.length, doubtfulWords })}}`,
  );
  manifest?.line(']}');
  doubts?.line(']');
  for (const file of [map, uidMap, report, manifest, doubts]) file?.finish();
  if (settings.linkageFile !== undefined && settings.linkageSecret !== undefined)
    writeFileSync(
      settings.linkageFile,
      await encryptLinkage(linkageRows(learned, settings, keyed, identifiers), settings.linkageSecret, randomBytes),
      { mode: 0o600 },
    );
  return {
    inputs: inputs.length,
    written,
    refused: refused.length + unreadable.length,
    doubtfulWords,
    closure,
    rare,
    collisions: collisions.length,
  };
}

/** No more than the check of references needs: this is kept of every instance. */
const referencesOf = ({ sopInstanceUID, references }: InstanceReferences): InstanceReferences => ({
  sopInstanceUID,
  references: references.length === 0 ? NO_REFERENCES : references,
});
const NO_REFERENCES: readonly string[] = [];

/** The same on every system. */
const portable = (path: string): string => path.replaceAll(sep, '/');

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

const wordsIn = ({ doubtful }: Pick<Written, 'doubtful'>): number =>
  doubtful.reduce((sum, { words }) => sum + words.length, 0);

function inputAt(inputs: readonly Input[], number: number): Input {
  const input = inputs[number];
  if (input === undefined) throw new Error('the journal names an input that is not there');
  return input;
}

/** Numbers that were taken for the same patient though written differently, or that several issuers gave: for a person to look at. */
function collisionsIn({ issuers }: Identifiers, learned: readonly Learned[]): { kind: string; inputs: number[] }[] {
  const spellings = new Map<string, Map<string, number>>();
  for (const result of learned) {
    if (result.kind !== 'learned' || result.patientID === '') continue;
    const canonical = canonicalPatientId(result.patientID);
    const known = spellings.get(canonical) ?? new Map<string, number>();
    if (!known.has(result.patientID)) known.set(result.patientID, result.number);
    spellings.set(canonical, known);
  }
  const written = [...spellings.values()]
    .filter(({ size }) => size > 1)
    .map((known) => ({ kind: 'spelling', inputs: [...known.values()] }));
  const issued = [...issuers]
    .filter(([, given]) => [...given].filter((issuer) => issuer !== '').length > 1)
    .map(([canonical]) => ({ kind: 'issuer', inputs: [...(spellings.get(canonical)?.values() ?? [])] }));
  return [...written, ...issued];
}

function linkageRows(
  learned: readonly Learned[],
  settings: Settings,
  keyed: ReturnType<typeof createKeyed>,
  { issuers }: Identifiers,
): LinkageRow[] {
  const rows = new Map<string, LinkageRow>();
  const { dates } = compileProfile(settings.profile);
  for (const result of learned) {
    if (result.kind !== 'learned' || result.patientID === '') continue;
    const patient = patientKeyFrom(result.patientID, result.issuer, issuers);
    const pseudonym = keyed.pseudonym(patient);
    const dateShiftDays = dates.kind === 'shift' ? keyed.shiftDays(patient, dates.span) : 0;
    if (!rows.has(pseudonym))
      rows.set(pseudonym, { pseudonym, patientID: result.patientID, issuer: result.issuer, dateShiftDays });
  }
  return [...rows.values()].sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
}

function tell(summary: Summary, { json, cohortK }: Settings, terminal: Terminal): void {
  if (json) {
    terminal.out(`${JSON.stringify(summary)}\n`);
    return;
  }
  const { written, refused, doubtfulWords, closure, rare } = summary;
  terminal.err(
    `${written} written, ${refused} refused, ${doubtfulWords} doubtful words, ${rare.length} combinations below ${cohortK} patients\n`,
  );
  if (closure.broken.length > 0) terminal.err(`${closure.broken.length} instances name others that are not there\n`);
}
