// `npm run bench -- NAME [options]`: measures, prints figures, judges nothing. Ratios within one run are what counts.
const BENCHES: Record<string, () => Promise<{ run(args: readonly string[]): Promise<void> }>> = {
  reading: () => import('./reading.ts'),
  worklist: () => import('./worklist.ts'),
  gate: () => import('./gate.ts'),
  dicom: () => import('./dicom.ts'),
  deid: () => import('./deid.ts'),
  export: () => import('./export-run.ts'),
  pixels: () => import('./pixels.ts'),
  release: () => import('./release.ts'),
  accuracy: () => import('./accuracy.ts'),
  infer: () => import('./infer.ts'),
};

const [name, ...args] = process.argv.slice(2);
const names = Object.keys(BENCHES);
if (name !== undefined && BENCHES[name] === undefined) {
  console.error(`unknown benchmark; choose one of: ${names.join(', ')}`);
  process.exit(2);
}
for (const each of name === undefined ? names : [name]) {
  const bench = await BENCHES[each]?.();
  console.log(`\n== ${each}`);
  await bench?.run(args);
}
export {};
