// Where a run gets the files of this computer: of the cohort, or, where a page has lost them, of the person once more.
import type { FileSource } from '../../../workers/export/file-source.ts';
import type { LocalFile } from '../cohort/chosen-cohort.ts';
import type { Gate } from './gate.ts';
import type { Entry } from './run-entries.ts';
import type { RunStore } from './run-state.ts';

export interface FileDesk {
  /** Says of each entry where its file lies. Waits for the person; who goes on without some leaves those entries as they are. */
  find(entries: readonly Entry[]): Promise<void>;
  give(files: readonly LocalFile[]): void;
  /** Nobody is asked for any file again. */
  goOnWithout(): void;
}

export const placeOf = ({ name }: LocalFile): string => `file ${name}`;

export function createFileDesk(
  files: readonly LocalFile[],
  store: RunStore,
  { signal, isPaused }: Pick<Gate, 'signal' | 'isPaused'>,
): FileDesk {
  const sources = new Map<string, FileSource>();
  let isComplete = false;
  let goOn: (() => void) | undefined;
  const add = (more: readonly LocalFile[]): void => {
    for (const file of more) sources.set(placeOf(file), file.source);
  };
  add(files);
  signal.addEventListener('abort', () => goOn?.());
  return {
    async find(entries) {
      for (;;) {
        for (const entry of entries) entry.source ??= sources.get(entry.place);
        const missing = entries.filter(({ source }) => source === undefined).length;
        store.setState({ missingFiles: isComplete ? 0 : missing });
        if (missing === 0 || isComplete) return;
        const askedAtMs = Date.now();
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        store.setState(({ pausedMs }) => ({ pausedMs: pausedMs + (isPaused() ? 0 : Date.now() - askedAtMs) }));
        signal.throwIfAborted();
      }
    },
    give(more) {
      add(more);
      goOn?.();
    },
    goOnWithout() {
      isComplete = true;
      goOn?.();
    },
  };
}
