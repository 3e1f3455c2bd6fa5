// The files to be judged, linked into a folder under plain names: reports and maps then hold no path of this machine.
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

import { demoStudies } from '../../src/devstack/studies/index.ts';

export function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((name) => (statSync(join(path, name)).isDirectory() ? filesBelow(join(path, name)) : [join(path, name)]));
}

/** A folder with more files than this is a long series of images that are all alike. */
const LONG_SERIES = 40;

export function linkSample(files: readonly string[], from: string, into: string, every: number): void {
  const folders = Map.groupBy(files, (file) => dirname(file));
  for (const [folder, inside] of folders) {
    const target = join(into, relative(from, folder).split(sep).join('__') || 'top');
    mkdirSync(target, { recursive: true });
    const isSeries = folder.includes(`${sep}series${sep}`) && inside.length > LONG_SERIES;
    inside.forEach((file, index) => {
      if (!isSeries || index % every === 0) symlinkSync(file, join(target, `${index}.dcm`));
    });
  }
}

/** The studies of the demo, which are valid to begin with: objects of every kind, and some slices of each series. */
export async function writeDemoStudies(into: string): Promise<void> {
  const counts = new Map<string, number>();
  for await (const { label, bytes } of demoStudies()) {
    const study = label.split(' ')[0] ?? label;
    const count = counts.get(study) ?? 0;
    counts.set(study, count + 1);
    if (count > 2 && count % LONG_SERIES !== 0 && !/ (dose|seg|sr|letter) /.test(label)) continue;
    mkdirSync(join(into, `demo-${study}`), { recursive: true });
    writeFileSync(join(into, `demo-${study}`, `${count}.dcm`), bytes);
  }
}
