// The engine alone, without files: what Node and a worker of the browser both run, so that they can be compared.
import {
  builtInProfile, compileProfile, createBatchContext, createCollector, createResidualScan, processInstance, readLearned,
} from '../../src/core/deid/index.ts'; // prettier-ignore

export type EngineRun = { readonly mbPerSecond: number; readonly written: number };

/** De-identifies the files `rounds` times and gives the rate of the best round. */
export function runEngine(files: readonly Uint8Array[], rounds: number, now: () => number): EngineRun {
  const profile = compileProfile(builtInProfile('research'));
  const collector = createCollector(profile);
  for (const file of files) collector.add(readLearned(file));
  const context = createBatchContext({
    profile,
    key: new Uint8Array(32).fill(7),
    identifiers: collector.all,
    pixels: 'off',
  });
  const residual = createResidualScan(collector.all, context.dictionary, context.vocabulary);
  const bytes = files.reduce((sum, { length }) => sum + length, 0);
  let best = 0;
  let written = 0;
  for (let round = 0; round < rounds; round++) {
    const started = now();
    written = files.filter((file) => processInstance(file, context, residual).kind === 'processed').length;
    best = Math.max(best, bytes / 1e6 / ((now() - started) / 1000));
  }
  return { mbPerSecond: best, written };
}
