import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Basic profile codes by tag, for a peer that has no table of its own. */
export function parseConfidentialityRows(): Record<string, string> {
  const source = readFileSync(join(import.meta.dirname, '../../src/core/deid/tables/generated/e1-1.ts'), 'utf8');
  const rows = source.matchAll(/^([0-9a-f]{8})\|([^|]+)\|/gm);
  return Object.fromEntries([...rows].map(([, tag = '', action = '']) => [tag, action]));
}
