import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deid } from './command.ts';
import { listInputs } from './inputs.ts';
import { ctInstance } from './testing/synthetic-series.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'deid-inputs-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

function folder(name: string): string {
  mkdirSync(join(ROOT, name), { recursive: true });
  return join(ROOT, name);
}

const key = join(ROOT, 'key');
writeFileSync(key, Buffer.alloc(32, 'key'));
const quiet = { out: () => undefined, err: () => undefined, env: {} };

describe('inputs', () => {
  it('are found once, whatever links lead to them', async () => {
    const input = folder('linked');
    writeFileSync(join(input, 'a'), ctInstance(1, 1));
    mkdirSync(join(input, 'deeper'));
    writeFileSync(join(input, 'deeper', 'b'), ctInstance(1, 2));
    symlinkSync(input, join(input, 'deeper', 'up'));
    symlinkSync(join(input, 'deeper'), join(input, 'again'));
    const { inputs, unreadable } = await listInputs([input, input], join(ROOT, 'out'));
    expect(inputs).toHaveLength(2);
    expect(unreadable).toEqual([]);
  });

  it('that cannot be opened are refused by name, in the map and the report too, and the rest is written', async () => {
    const input = folder('dangling');
    writeFileSync(join(input, 'good'), ctInstance(1, 1));
    symlinkSync(join(ROOT, 'nowhere'), join(input, 'link'));
    const [map, report] = [join(ROOT, 'map.csv'), join(ROOT, 'report.json')];
    const args = [
      input,
      '--out',
      join(ROOT, 'out'),
      '--profile',
      'basic',
      '--key',
      key,
      '--map',
      map,
      '--report',
      report,
    ];
    expect(await deid.run(args, quiet)).toBe(1);
    expect(readFileSync(map, 'utf8')).toContain(`,${join(input, 'link')},refused,unreadable,`);
    const { refused, counts } = JSON.parse(readFileSync(report, 'utf8')) as { refused: object[]; counts: object };
    expect(refused).toEqual([{ code: 'unreadable' }]);
    expect(counts).toMatchObject({ written: 1, refused: 1 });
  });

  it.each([
    [[folder('empty')], [], /no file in the inputs/],
    [[folder('some')], ['--report', join(ROOT, 'no', 'such', 'report.json')], /--report: there is no folder/],
    [[folder('some')], ['--map', ROOT], /--map: this is a folder/],
  ])('and places for results are looked at before anything is done: %#', async (inputs, more, message) => {
    writeFileSync(join(folder('some'), 'a'), ctInstance(1, 1));
    const args = [...inputs, '--out', join(ROOT, 'never'), '--profile', 'basic', '--key', key, ...more];
    await expect(deid.run(args, quiet)).rejects.toThrow(message);
  });
});
