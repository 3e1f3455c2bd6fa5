// docs/security/access-matrix.md says what src/core/access does: the document is written by hand and compared here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ACCESS_TABLE,
  ACTIVITIES,
  EXCLUDED_BY_ROLE,
  ROLES,
  type Activity,
  type Role,
} from '../../src/core/access/index.ts';

const DOCUMENT = join(import.meta.dirname, '../../docs/security/access-matrix.md');

function cell(role: Role, activity: Activity): string {
  if (EXCLUDED_BY_ROLE[role]?.includes(activity) === true) return 'never';
  return ACCESS_TABLE[role][activity]?.join(', ') ?? '-';
}

/** Rows of the first table, as trimmed cells. */
function tableIn(text: string): string[][] {
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return rows
    .filter((line) => !/^\|[\s|:-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((each) => each.replaceAll('`', '').trim()),
    );
}

describe('the access matrix', () => {
  it('is the table that decides', () => {
    const expected = [
      ['', ...ROLES],
      ...ACTIVITIES.map((activity) => [activity, ...ROLES.map((role) => cell(role, activity))]),
    ];
    expect(tableIn(readFileSync(DOCUMENT, 'utf8')).slice(0, expected.length)).toEqual(expected);
  });
});
