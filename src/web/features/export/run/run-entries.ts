import type { RefusedInput } from '../../../../core/export/index.ts';
import type { FileSource } from '../../../workers/export/file-source.ts';
import type { RefusedInstance, TakenInstance, WrittenInstance } from '../../../workers/export/protocol.ts';

/** One input of the run. Its ticket names its sealed files; its number in the batch comes at the end, from its place. */
export interface Entry {
  readonly ticket: number;
  /** Which row of the progress it belongs to. */
  readonly study: number;
  /** By original UIDs, or by name for files: the same for everybody who runs the same cohort. Memory only. */
  readonly place: string;
  /** Which one of its study: for people. */
  readonly nth: number;
  /** In the archive; absent for files. */
  readonly instance?: { readonly seriesInstanceUID: string; readonly sopInstanceUID: string };
  /** Of files of this computer, while a page has them. */
  source?: FileSource | undefined;
  taken?: TakenInstance;
  /** What was taken of an input that another one stands for. */
  spare?: TakenInstance;
  refused?: Pick<RefusedInstance, 'code' | 'where'>;
  written?: WrittenInstance;
}

/** In the order that does not depend on who ran it, or on what came first. */
export function inPlace(entries: Iterable<Entry>): Entry[] {
  return [...entries].sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : a.ticket - b.ticket));
}

/** Two inputs that claim to be the same instance: only one of them can leave under its name. */
export function refuseTwins(entries: readonly Entry[]): Entry[] {
  const seen = new Set<string>();
  const twins: Entry[] = [];
  for (const entry of inPlace(entries)) {
    if (entry.taken === undefined) continue;
    const { sopInstanceUID } = entry.taken;
    if (seen.has(sopInstanceUID)) {
      entry.refused = { code: 'instance-twice', where: undefined };
      entry.spare = entry.taken;
      delete entry.taken;
      twins.push(entry);
    } else seen.add(sopInstanceUID);
  }
  return twins;
}

/** Twins of instances that were refused after all: the next of each is taken in its place. */
export function secondChances(entries: readonly Entry[]): Entry[] {
  const held = new Set(
    entries.flatMap(({ taken, refused }) => (refused === undefined ? (taken?.sopInstanceUID ?? []) : [])),
  );
  const chosen: Entry[] = [];
  for (const entry of inPlace(entries)) {
    const { spare } = entry;
    if (spare === undefined || held.has(spare.sopInstanceUID)) continue;
    held.add(spare.sopInstanceUID);
    entry.taken = spare;
    delete entry.spare;
    delete entry.refused;
    chosen.push(entry);
  }
  return chosen;
}

/** So many at once, in their order; of files no more than so many bytes, but one of them whatever its size. */
export function inBatches(entries: readonly Entry[], items: number, bytes = Infinity): Entry[][] {
  const batches: Entry[][] = [];
  let held = 0;
  for (const entry of entries) {
    const last = batches.at(-1);
    const size = entry.taken?.byteLength ?? 0;
    if (last === undefined || last.length >= items || held + size > bytes) {
      batches.push([entry]);
      held = size;
    } else {
      last.push(entry);
      held += size;
    }
  }
  return batches;
}

export function refusedInputs(entries: readonly Entry[]): RefusedInput[] {
  return inPlace(entries).flatMap(({ refused }, input) =>
    refused === undefined ? [] : [{ input, code: refused.code }],
  );
}
