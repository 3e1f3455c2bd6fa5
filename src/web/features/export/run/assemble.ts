// From what the workers wrote to the value that the review takes.
import type { ExportAnswer, ExportPolicyAnswer } from '../../../../contract/index.ts';
import { checkClosure, normaliseWord, rareCombinations } from '../../../../core/deid/index.ts';
import { defineCohort, deidentifiedBatch, factsOf, type FinishedInstance } from '../../../../core/export/index.ts';
import type { ExportsApi } from '../../../services/index.ts';
import type { DeidPool, DrawnBoxes, Rechecked, Written, WrittenInstance } from '../../../workers/export/protocol.ts';
import type { Correction, FinishedRun, Recheck, RefusedRow, RunInstance, RunStudy } from '../hand-over.ts';
import type { ExportPlan } from '../profile/export-plan.ts';
import { eachOf, type Gate } from './gate.ts';
import { linkageOf } from './linkage.ts';
import { mustSeeOf } from './must-see.ts';
import { recipeOf } from './recipe.ts';
import { inPlace, refusedInputs, type Entry } from './run-entries.ts';
import type { Journal } from './run-record.ts';
import { ExportFault } from './run-fault.ts';
import { differencesOf, type Treatment } from './study-table.ts';

export interface RunParts {
  readonly exportId: string;
  readonly plan: ExportPlan;
  readonly policy: ExportPolicyAnswer['policy'];
  readonly entries: readonly Entry[];
  readonly pool: DeidPool;
  readonly gate: Gate;
  readonly exports: ExportsApi;
  /** Of the models that were there to look; recorded if they had to. */
  readonly modelSha256: readonly string[];
  readonly showsOriginals: boolean;
  readonly labelOf: (entry: Entry) => string;
  readonly forget: () => Promise<void>;
  /** Boxes of people, by ticket: each correction adds to those before it. */
  readonly drawn: Map<number, DrawnBoxes>;
  /** Doubtful words that a person has decided about. */
  exceptions: readonly string[];
  readonly journal: Journal;
}

/** Names the batch to the gateway, so the answer has the seed of the sample. */
export async function finishedRun(parts: RunParts): Promise<FinishedRun> {
  const { exportId, plan, entries, exports } = parts;
  const placed = inPlace(entries);
  const written = placed.flatMap((entry, input) =>
    entry.written === undefined ? [] : [{ entry, input, instance: entry.written }],
  );
  if (written.length === 0) throw new ExportFault('nothing-left');
  const cohort = defineCohort(placed.length);
  const looked = written.some(({ instance }) => instance.pixels.kind === 'clean' || isTextCovered(instance));
  const batch = deidentifiedBatch(cohort, {
    profile: plan.terms.profile,
    modelSha256: looked ? parts.modelSha256 : [],
    instances: written.map(({ instance, input }) => finishedInstanceOf(instance, input)),
    refused: refusedInputs(placed),
    decidedWords: decidedWords(parts),
  });
  const answer: ExportAnswer = await exports.nameBatch(exportId, factsOf(batch));
  const byUID = new Map(written.map((one) => [one.instance.report.sopInstanceUID, one]));
  const finishedByUID = new Map(batch.instances.map((one) => [one.sopInstanceUID, one]));
  const inReadingOrder = [...byUID.values()].map(({ instance }) => instance).sort(byReadingOrder);
  const ticketOf = (sopInstanceUID: string): number => {
    const ticket = byUID.get(sopInstanceUID)?.entry.ticket;
    if (ticket === undefined) throw new ExportFault('storage-lost');
    return ticket;
  };
  return {
    exportId,
    terms: plan.terms,
    answer,
    profile: plan.profile,
    cohort,
    batch,
    instances: new Map(inReadingOrder.flatMap((one) => runInstanceOf(one, finishedByUID))),
    studies: await studiesOf(parts, inReadingOrder),
    refused: refusedRows(parts, placed),
    store: {
      finished: (sopInstanceUID) => parts.pool.finished(ticketOf(sopInstanceUID)),
      original: (sopInstanceUID) => parts.pool.original(ticketOf(sopInstanceUID)),
    },
    linkage: () => linkageOf(plan, entries),
    recipe: () => recipeOf(plan, entries, parts.drawn, parts.exceptions),
    exceptions: parts.exceptions,
    except: (words) => excepted(parts, words),
    journal: parts.journal,
    correct: (corrections) => corrected(parts, corrections, ticketOf),
    recheck: (withheld, onProgress) => rechecked(parts, inReadingOrder, withheld, onProgress),
    forget: parts.forget,
  };
}

function isTextCovered({ pixels }: WrittenInstance): boolean {
  return pixels.kind === 'redacted' && pixels.boxes.length > 0;
}

export function finishedInstanceOf(written: WrittenInstance, input: number): FinishedInstance {
  const { report, modality, sha256, byteLength, frames } = written;
  return {
    input,
    studyInstanceUID: report.studyInstanceUID,
    seriesInstanceUID: report.seriesInstanceUID,
    sopInstanceUID: report.sopInstanceUID,
    sopClassUID: report.sopClassUID,
    modality,
    pseudonym: report.pseudonym,
    sha256,
    byteLength,
    frames,
    mustSee: mustSeeOf(written),
  };
}

export function byReadingOrder(a: WrittenInstance, b: WrittenInstance): number {
  const [one, two] = [a.report, b.report];
  if (one.pseudonym !== two.pseudonym) return one.pseudonym < two.pseudonym ? -1 : 1;
  if (one.studyInstanceUID !== two.studyInstanceUID) return one.studyInstanceUID < two.studyInstanceUID ? -1 : 1;
  if (a.seriesNumber !== b.seriesNumber) return a.seriesNumber - b.seriesNumber;
  if (one.seriesInstanceUID !== two.seriesInstanceUID) return one.seriesInstanceUID < two.seriesInstanceUID ? -1 : 1;
  if (a.instanceNumber !== b.instanceNumber) return a.instanceNumber - b.instanceNumber;
  return one.sopInstanceUID < two.sopInstanceUID ? -1 : 1;
}

export function runInstanceOf(
  written: WrittenInstance,
  finished: ReadonlyMap<string, FinishedInstance>,
): [string, RunInstance][] {
  const { report, rows, columns, modality, seriesNumber, seriesDescription, pixels } = written;
  const one = finished.get(report.sopInstanceUID);
  if (one === undefined) return [];
  // The description is the cleaned one of the finished file.
  const seriesLabel = `${modality} series ${seriesNumber}${seriesDescription === '' ? '' : `, ${seriesDescription}`}`;
  return [[one.sopInstanceUID, { finished: one, rows, columns, seriesLabel, pixels, warnings: report.warnings }]];
}

async function studiesOf(parts: RunParts, instances: readonly WrittenInstance[]): Promise<RunStudy[]> {
  const studies = grouped(instances, ({ report }) => report.studyInstanceUID);
  const made: RunStudy[] = [];
  for (const [studyInstanceUID, members] of studies) {
    const treatments: Treatment[] = [];
    for (const alike of grouped(members, ({ entries, report }) => `${report.sopClassUID} ${entries}`).values()) {
      const [first] = alike;
      if (first === undefined) continue;
      await parts.gate.pass();
      const ticket = parts.entries.find(({ written }) => written === first)?.ticket;
      if (ticket !== undefined) treatments.push({ instances: alike, changes: await parts.pool.compare(ticket) });
    }
    made.push({
      studyInstanceUID,
      pseudonym: members[0]?.report.pseudonym ?? '',
      modalities: [...new Set(members.map(({ modality }) => modality))].sort(),
      instances: members.map(({ report }) => report.sopInstanceUID),
      differences: differencesOf(treatments, parts.showsOriginals),
    });
  }
  return made;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

export function refusedRows({ labelOf }: Pick<RunParts, 'labelOf'>, placed: readonly Entry[]): RefusedRow[] {
  return placed.flatMap((entry, input) =>
    entry.refused === undefined ? [] : [{ input, label: labelOf(entry), ...entry.refused }],
  );
}

async function corrected(
  parts: RunParts,
  corrections: readonly Correction[],
  ticketOf: (sopInstanceUID: string) => number,
): Promise<FinishedRun> {
  await eachOf(corrections, parts.pool.width, parts.gate, async ({ sopInstanceUID, add, drop }) => {
    const ticket = ticketOf(sopInstanceUID);
    const entry = parts.entries.find((one) => one.ticket === ticket);
    if (entry?.taken === undefined) throw new ExportFault('storage-lost');
    const drawn = withCorrection(parts.drawn.get(ticket), { add, drop: drop.map(({ box }) => box) });
    const result = await parts.pool.write(entry.taken, drawn);
    parts.drawn.set(ticket, drawn);
    record(entry, result);
  });
  return finishedRun(parts);
}

function decidedWords({ plan, exceptions }: RunParts): { kept: number; removed: number } {
  const count = exceptions.length;
  return plan.terms.options.doubtfulWords === 'remove' ? { kept: count, removed: 0 } : { kept: 0, removed: count };
}

/** In every study of the export: a word names the same person wherever it stands. */
async function excepted(parts: RunParts, words: readonly string[]): Promise<FinishedRun> {
  const { pool, entries, gate, drawn } = parts;
  const wanted = new Set(words.map(normaliseWord));
  const before = new Set(parts.exceptions);
  const changed = new Set([...wanted, ...before].filter((word) => wanted.has(word) !== before.has(word)));
  const hasChanged = ({ written }: Entry): boolean =>
    written?.doubtful.some((doubt) => doubt.words.some((word) => changed.has(normaliseWord(word)))) === true;
  const affected = entries.filter(hasChanged);
  await pool.except([...wanted].sort());
  await eachOf(affected, pool.width, gate, async (entry) => {
    if (entry.taken === undefined) throw new ExportFault('storage-lost');
    record(entry, await pool.write(entry.taken, drawn.get(entry.ticket)));
  });
  parts.exceptions = [...wanted].sort();
  return finishedRun(parts);
}

function record(entry: Entry, result: Written): void {
  if (result.kind === 'written') entry.written = result;
  else {
    entry.refused = { code: result.code, where: result.where };
    delete entry.written;
  }
}

/** A box that was drawn and then taken away is gone; what was found and taken away stays so. */
function withCorrection(before: DrawnBoxes = { add: [], drop: [] }, { add, drop }: DrawnBoxes): DrawnBoxes {
  const isDropped = (box: DrawnBoxes['drop'][number]): boolean =>
    drop.some(({ x, y, width, height }) => box.x === x && box.y === y && box.width === width && box.height === height);
  return { add: [...before.add.filter(({ box }) => !isDropped(box)), ...add], drop: [...before.drop, ...drop] };
}

async function rechecked(
  { pool, gate, entries, policy }: RunParts,
  instances: readonly WrittenInstance[],
  withheld: ReadonlySet<string>,
  onProgress?: (done: number, of: number) => void,
): Promise<Recheck> {
  const leaving = instances.filter(({ report }) => !withheld.has(report.sopInstanceUID));
  const found: (Rechecked & { readonly uid: string })[] = [];
  await eachOf(leaving, pool.width, gate, async (instance) => {
    const uid = instance.report.sopInstanceUID;
    const ticket = entries.find(({ written }) => written === instance)?.ticket;
    if (ticket === undefined) throw new ExportFault('storage-lost');
    found.push({ ...(await pool.recheck(ticket)), uid });
    onProgress?.(found.length, leaving.length);
  });
  const newUIDs = new Map(leaving.map(({ before, report }) => [before.sopInstanceUID, report.sopInstanceUID]));
  const uidsWhere = (is: (one: Rechecked) => boolean): string[] =>
    found
      .filter(is)
      .map(({ uid }) => uid)
      .sort();
  return {
    checked: new Map(found.map(({ uid, sha256 }) => [uid, sha256])),
    residual: uidsWhere(({ hasResidual }) => hasResidual),
    damaged: uidsWhere(({ isDamaged }) => isDamaged),
    closure: checkClosure(
      instances.map(({ before }) => before),
      found.map(({ after }) => after),
      (uid) => newUIDs.get(uid),
    ),
    k: policy.k,
    rare: rareCombinations(
      found.map(({ quasiIdentifiers }) => quasiIdentifiers),
      policy.k,
    ),
  };
}
