import type { WrittenInstance } from '../../../workers/export/protocol.ts';
import type { AttributeChange } from '../../../workers/export/protocol.ts';
import type { HeaderDifference } from '../hand-over.ts';

/** Instances that were treated alike, and the comparison of one of them. */
export interface Treatment {
  readonly instances: readonly WrittenInstance[];
  readonly changes: readonly AttributeChange[];
}

/** What happened to the headers of one study: one line for each attribute and what was done to it. */
export function differencesOf(treatments: readonly Treatment[], showsOriginals: boolean): HeaderDifference[] {
  const rows = new Map<string, HeaderDifference>();
  for (const { instances, changes } of treatments)
    for (const change of changes) {
      const line = lineOf(change);
      const key = `${line.path} ${line.change} ${line.rule}`;
      const before = rows.get(key);
      rows.set(
        key,
        before === undefined
          ? { ...line, instances: instances.length }
          : { ...before, instances: before.instances + instances.length },
      );
    }
  const words = new Map<string, Set<string>>();
  for (const { instances } of treatments) for (const one of instances) addDoubts(rows, words, one, showsOriginals);
  return [...rows.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.change < b.change ? -1 : 1));
}

function lineOf({ path, keyword, change, action, rule, before, after }: AttributeChange): HeaderDifference {
  const done = change === 'added' ? 'changed' : change;
  return { path, keyword, change: done, action, rule, instances: 0, before, after, doubtful: [], doubtfulWords: 0 };
}

/** `met` holds the words of each line, also those that are not told: the same word in many images is one. */
function addDoubts(
  rows: Map<string, HeaderDifference>,
  met: Map<string, Set<string>>,
  { doubtful }: WrittenInstance,
  showsOriginals: boolean,
): void {
  for (const { path, words, removed, decided } of doubtful) {
    const key = `${path} doubtful ${removed} ${decided}`;
    const known = rows.get(key);
    const like = [...rows.values()].find((row) => row.path === path);
    const seen = met.get(key) ?? new Set();
    const fresh = [...new Set(words)].filter((word) => !seen.has(word));
    met.set(key, new Set([...seen, ...fresh]));
    // A word that stayed stands in what would leave, for everybody to read.
    const told = (showsOriginals || !removed) && fresh.length > 0 ? [{ words: fresh, removed, decided }] : [];
    rows.set(key, {
      path,
      keyword: like?.keyword,
      change: 'doubtful',
      action: 'C',
      rule: ruleOf(removed, decided),
      before: undefined,
      after: like?.after,
      instances: (known?.instances ?? 0) + 1,
      doubtful: [...(known?.doubtful ?? []), ...told],
      doubtfulWords: seen.size + fresh.length,
    });
  }
}

function ruleOf(removed: boolean, decided: boolean): string {
  const done = removed ? 'doubtful words were cut' : 'doubtful words stayed';
  return decided ? `${done}, as a person has decided` : done;
}
