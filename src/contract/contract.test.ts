import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as contract from './index.ts';

const FOLDER = join(import.meta.dirname, 'fixtures');
const schemas = Object.entries(contract).flatMap(([name, value]) =>
  name.endsWith('Schema') && value instanceof z.ZodType ? [[name.replace(/Schema$/, ''), value] as const] : [],
);
const rejectedSchema = z.array(z.strictObject({ why: z.string(), value: z.unknown() })).min(2);

function fixture(name: string): unknown {
  const file = join(FOLDER, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

describe('wire shapes', () => {
  it('are found', () => {
    expect(schemas.length).toBeGreaterThan(15);
  });

  it('all have fixtures, and every fixture has its shape', () => {
    const expected = schemas.flatMap(([name]) => [`${name}.accepted.json`, `${name}.rejected.json`]);
    expect(readdirSync(FOLDER).toSorted()).toEqual(expected.toSorted());
  });

  describe.each(schemas)('%s', (name, schema) => {
    const accepted = z
      .array(z.unknown())
      .min(1)
      .parse(fixture(`${name}.accepted.json`));
    const rejected = rejectedSchema.parse(fixture(`${name}.rejected.json`));

    it.each(accepted.map((value, at) => [at, value] as const))('takes accepted fixture %i unchanged', (_, value) => {
      expect(schema.parse(value)).toEqual(value);
    });

    it.each(rejected.map(({ why, value }) => [why, value] as const))('refuses %s', (_, value) => {
      expect(schema.safeParse(value).success).toBe(false);
    });
  });
});
