import type { RefusedInput } from '../../../../core/export/index.ts';
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
  taken?: TakenInstance;
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
      delete entry.taken;
      twins.push(entry);
    } else seen.add(sopInstanceUID);
  }
  return twins;
}

export function refusedInputs(entries: readonly Entry[]): RefusedInput[] {
  return inPlace(entries).flatMap(({ refused }, input) =>
    refused === undefined ? [] : [{ input, code: refused.code }],
  );
}
