import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { refusalOf } from './refusal.ts';

function fullDatabase(): unknown {
  const database = new DatabaseSync(':memory:');
  try {
    database.exec('CREATE TABLE t (b BLOB); PRAGMA max_page_count = 3');
    database.exec('INSERT INTO t VALUES (zeroblob(100000))');
    return undefined;
  } catch (error) {
    return error;
  } finally {
    database.close();
  }
}

it.each<[string, unknown]>([
  ['a file', Object.assign(new Error('write'), { code: 'ENOSPC' })],
  ['a quota', Object.assign(new Error('write'), { code: 'EDQUOT' })],
  ['a database', fullDatabase()],
  ['whatever lies behind', new Error('not recorded', { cause: new Error('store', { cause: fullDatabase() }) })],
])('says in one line that the disk is full, as %s told it', (_what, error) => {
  expect(refusalOf(error)).toMatchObject({
    code: 'disk-full',
    exitCode: 1,
    message: expect.not.stringContaining('\n'),
  });
});

it('leaves every other failure as it was', () => {
  for (const error of [
    new Error('x'),
    Object.assign(new Error('x'), { code: 'EACCES', errcode: 1 }),
    'text',
    undefined,
  ])
    expect(refusalOf(error)).toBe(error);
});
