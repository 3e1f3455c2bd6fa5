// Who may import whom. Read this first: it is the map of the project, and the build fails when it stops being true.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = import.meta.dirname;

/** A module and the modules it may import. `core` is pure; arrows only ever point towards it. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'core/dicom': [],
  'core/access': [],
  'core/audit': [],
  'core/redaction': ['core/dicom'],
  'core/findings': ['core/dicom'],
  'core/deid': ['core/dicom', 'core/redaction'],
  'core/export': ['core/audit', 'core/deid'],
  'core/inference': ['core/dicom', 'core/findings'],
  'core/sr': ['core/dicom', 'core/findings'],
  'core/reporting': ['core/dicom', 'core/findings', 'core/inference', 'core/sr'],
  contract: ['core/*'],
  'web/ui': [],
  'web/services': ['core/*', 'contract'],
  'web/workers': ['core/*'],
  'web/viewport': ['core/*', 'web/services'],
  // Of workers the types of their messages: web/app starts them and passes them down.
  'web/features/*': ['core/*', 'contract', 'web/services', 'web/viewport', 'web/ui', 'web/workers'],
  'web/app': ['core/*', 'contract', 'web/services', 'web/viewport', 'web/ui', 'web/workers', 'web/features/*'],
  'web/service-worker.ts': [],
  server: ['core/*', 'contract'],
  cli: ['core/*'],
  devstack: ['core/*', 'contract', 'server'],
};

/** Packages that only one place may import, so that their types and their faults stop there. */
const ONLY_IN: Record<string, readonly string[]> = {
  '@cornerstonejs/core': ['web/viewport'],
  '@cornerstonejs/tools': ['web/viewport'],
  '@cornerstonejs/metadata': ['web/viewport'],
  // Decoders without a viewer, for redaction in a worker and on the command line too.
  '@cornerstonejs/dicom-image-loader': ['web/viewport', 'web/workers', 'cli'],
  '@cornerstonejs/jpeg-lossless-decoder-js': ['web/viewport', 'web/workers', 'cli'],
  '@cornerstonejs/codec-': ['web/viewport', 'web/workers', 'cli', 'devstack'],
  'onnxruntime-web': ['web/workers', 'cli'],
  pg: ['server'],
  'node:sqlite': ['server', 'devstack', 'cli'],
  'oidc-client-ts': ['web/services'],
  'dicomweb-client': [],
  'oidc-provider': ['devstack'],
  dcmjs: [],
  'dicom-parser': [],
};

/** Modules that must run anywhere: no Node builtin, no DOM package. */
const PURE = ['core/', 'contract'];

const MODULES = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length);

function moduleOf(path: string): string | undefined {
  return MODULES.map((m) => m.replace('/*', '')).reduce<string | undefined>((found, prefix) => {
    if (found !== undefined || !(path === prefix || path.startsWith(`${prefix}/`))) return found;
    return MODULES.includes(prefix)
      ? prefix
      : path
          .split('/')
          .slice(0, prefix.split('/').length + 1)
          .join('/');
  }, undefined);
}

function allowed(from: string): readonly string[] {
  return MAY_IMPORT[from] ?? MAY_IMPORT[`${from.split('/').slice(0, -1).join('/')}/*`] ?? [];
}

function permits(list: readonly string[], target: string): boolean {
  return list.some((entry) => (entry.endsWith('/*') ? target.startsWith(entry.slice(0, -1)) : entry === target));
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter(
    (path) =>
      /\.(ts|tsx|mjs)$/.test(path) &&
      !/\.test\.tsx?$/.test(path) &&
      // Run by hand in Node when a table of the standard has a new edition; nothing imports them.
      !path.endsWith('/generate.mjs') &&
      !path.startsWith('testing/') &&
      !path.includes('/testing/'),
  );

const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|(?:^|[\s;])import\s+['"]([^'"]+)['"]/g;

function importsOf(path: string): string[] {
  const text = readFileSync(join(SRC, path), 'utf8').replace(/^\s*(\/\/|\*).*$/gm, '');
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function faultsOf(path: string): string[] {
  const from = moduleOf(path);
  if (from === undefined) return [`${path}: belongs to no module of the table`];
  return importsOf(path).flatMap((specifier) => {
    if (!specifier.startsWith('.')) return packageFault(path, from, specifier);
    const target = relative(SRC, resolve(SRC, dirname(path), specifier.replace(/\?.*$/, '')))
      .split(sep)
      .join('/');
    const to = moduleOf(target);
    if (to === undefined || to === from) return [];
    if (!permits(allowed(from), to))
      return [`${path}: ${from} may import ${allowed(from).join(', ') || 'nothing of ours'}; found ${to}`];
    const door =
      target.replace(/x$/, '') === `${to}/index.ts` ||
      (target.split('/').length === to.split('/').length + 2 && /\/index\.tsx?$/.test(target));
    return door || target.endsWith('.css') || to === 'web/workers'
      ? []
      : [`${path}: enter ${to} by its index.ts, not ${target}`];
  });
}

function packageFault(path: string, from: string, specifier: string): string[] {
  const faults: string[] = [];
  for (const [name, homes] of Object.entries(ONLY_IN)) {
    const hit = name.endsWith('/')
      ? specifier.startsWith(name)
      : specifier === name || specifier.startsWith(`${name}/`);
    if (hit && !homes.some((home) => from === home))
      faults.push(`${path}: only ${homes.join(', ') || 'nobody'} may import ${name}`);
  }
  if (specifier.startsWith('node:') && PURE.some((prefix) => from.startsWith(prefix)))
    faults.push(`${path}: ${from} must run anywhere; found ${specifier}`);
  return faults;
}

describe('architecture', () => {
  it('finds the sources it guards', () => {
    expect(sources.length).toBeGreaterThan(20);
  });

  it('lets modules import only what the table names', () => {
    expect(sources.flatMap(faultsOf)).toEqual([]);
  });
});
