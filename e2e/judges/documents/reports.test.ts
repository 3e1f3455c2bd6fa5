// Structured reports before the judges: dciodvfy, dcmtk, PixelMed and highdicom.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Report, writeReport } from '../../../src/core/sr/index.ts';
import { findingsOf, personsOf } from '../../../src/core/sr/report/write-report.ts';
import { fixtureReports, MANUAL } from '../../../src/core/sr/testing/reports.ts';
import { expectedGroup, farthest, type ReadGroup } from './expected.ts';
import { written } from './files.ts';
import { ask, askPython, judge } from './tools.ts';

const REPORTS = fixtureReports();
const { folder, paths } = written(Object.fromEntries(Object.entries(REPORTS).map(([name, report]) => [name, writeReport(report)]))); // prettier-ignore
const CASES = Object.entries(REPORTS).map(([name, report]) => ({ name, report, path: paths[name] ?? '' }));
afterAll(() => rmSync(folder, { recursive: true }));

const dciodvfy = judge('dciodvfy');
describe.skipIf(dciodvfy.isAbsent)(dciodvfy.title, () => {
  it.each(CASES)('finds no error: $name', async ({ path }) => {
    const { out, err } = await ask('dciodvfy', ['-new', path]);
    const said = `${out}${err}`.split('\n');
    expect(said).toContain('Comprehensive3DSR');
    expect(said.filter((line) => line.startsWith('Error'))).toEqual([]);
  });
});

/** dcmtk does not know how long names are in these sets; it says so of every file in them and reads on. */
const CHARACTER_SETS =
  /^W: (The VR checker does not support this|Reading unknown\/unsupported) ?Specific ?Character ?Set/;

const dcmtk = judge('dcmtk');
describe.skipIf(dcmtk.isAbsent)(dcmtk.title, () => {
  it.each(CASES)('reads it in its strict mode without a warning: $name', async ({ path }) => {
    const { code, out, err } = await ask('dsrdump', [path]);
    expect(err.split('\n').filter((line) => /^[EWF]:/.test(line) && !CHARACTER_SETS.test(line))).toEqual([]);
    expect(code).toBe(0);
    expect(out).toContain('Imaging Measurement Report');
  });

  // Its XML has no ISO 2022.
  it.each(CASES.filter(({ name }) => !name.includes('ISO 2022')))('turns it into XML and back without loss: $name', async ({ name, path }) => {
    const xml = join(folder, `${name.replace(/\W+/g, '_')}.xml`);
    const back = `${xml}.dcm`;
    expect(await ask('dsr2xml', ['+Wt', path, xml])).toMatchObject({ code: 0 });
    expect(await ask('xml2dsr', [xml, back])).toMatchObject({ code: 0 });
    // The document below its header, in which dcmtk's XML keeps one writing of a name only.
    const dump = async (file: string): Promise<string> =>
      (await ask('dsrdump', ['-Ph', '+Pl', '+Pc', '+Pu', '+Psu', '+Pt', file])).out;
    const before = await dump(path);
    expect(before.split('\n').length).toBeGreaterThan(20);
    expect(await dump(back)).toBe(before);
  }); // prettier-ignore
});

const pixelmed = judge('PixelMed');
describe.skipIf(pixelmed.isAbsent)(`${pixelmed.title}, of every kind of group`, () => {
  // A second and more for each group: one of each kind, not all of all. And each kind in a document of its own: where they
  // are mixed, this validator holds every group to the conditions of every template (so it does with those of highdicom).
  const kinds = [
    'empty',
    'withdrawn',
    'kinds',
    'space',
    'lean segments',
    'lean segment frame',
    'lean slices',
    'manual',
  ];
  it('finds no error', async () => {
    const files = kinds.map((name) => paths[name] ?? '');
    const answers = await askPython<{ errors: string[]; finished: boolean }>('validate_reports.py', files);
    expect(Object.values(answers)).toHaveLength(kinds.length);
    for (const { errors, finished } of Object.values(answers)) expect({ errors, finished }).toEqual({ errors: [], finished: true }); // prettier-ignore
  }, 600_000); // prettier-ignore
});

interface ReadReport {
  readonly observers: readonly Readonly<Record<string, string | null>>[];
  readonly groups: readonly ReadGroup[];
}

const highdicom = judge('highdicom');
describe.skipIf(highdicom.isAbsent)(highdicom.title, () => {
  let reading: Promise<Record<string, ReadReport>> | undefined;
  // Started when it is waited for: the other judges have the machine to themselves before.
  beforeAll(async () => {
    reading = askPython<ReadReport>('read_reports.py', Object.values(paths));
    await reading;
  }, 600_000);
  const readOf = async (path: string): Promise<ReadReport> => {
    const found = (await reading)?.[path];
    if (found === undefined) throw new Error('highdicom did not read the file');
    return found;
  };

  it.each(CASES)('reads back every finding: $name', async ({ report, path }) => {
    const { groups } = await readOf(path);
    const expected = new Map(findingsOf(report).map((reviewed) => [reviewed.finding.trackingUID, expectedGroup(reviewed)]));
    expect(groups.map(({ uid }) => uid).sort()).toEqual([...expected.keys()].sort());
    for (const group of groups) {
      const wanted = expected.get(group.uid) ?? expect.unreachable();
      const { measurements, regions, evaluations: _, ...rest } = group;
      const { measurements: numbers, regions: places, ...others } = wanted;
      expect(rest).toEqual(others);
      expect(measurements.map(withoutNumbers)).toEqual(numbers.map(withoutNumbers));
      expect(farthest(measurements.map(({ value }) => value), numbers.map(({ value }) => value))).toBeLessThanOrEqual(1e-9);
      const all = (of: typeof regions, more: typeof measurements) => [...of, ...more.flatMap(({ along }) => along)];
      const [found, drawn] = [all(regions, measurements), all(places, numbers)];
      expect(found.map(({ type, on }) => ({ type, on }))).toEqual(drawn.map(({ type, on }) => ({ type, on })));
      // Pixels within 1e-4, millimetres within 1e-3.
      found.forEach((shape, at) => {
        const most = shape.on[1] === null && shape.data.length % 3 === 0 && group.kind !== 'plain' ? 1e-3 : 1e-4;
        expect(farthest(shape.data, drawn[at]?.data ?? [])).toBeLessThanOrEqual(most);
      });
    }
  }); // prettier-ignore

  it.each(CASES)('reads back who looked: $name', async ({ report, path }) => {
    const { observers } = await readOf(path);
    expect(observers).toEqual([
      ...report.devices.map(({ name, uid, serialNumber }) => ({ device: name, uid, serial: serialNumber })),
      ...personsOf(report as Report).map(({ name, login, organisation }) => ({ person: name, login, organisation })),
    ]);
  });

  it('reads the decisions as evaluations, and none where a person drew', async () => {
    const { groups } = await readOf(paths['all kinds'] ?? '');
    const assessed = groups.map(
      ({ evaluations }) => evaluations.find(([name]) => name?.[0] === 'AI-ASSESSMENT')?.[1]?.[0],
    );
    expect(new Set(assessed)).toEqual(new Set(['AI-ACCEPTED', 'AI-EDITED', 'AI-REJECTED', undefined]));
    expect(assessed.filter((code) => code === undefined)).toHaveLength(MANUAL.length);
    expect(assessed.slice(0, 3)).toEqual(['AI-ACCEPTED', 'AI-EDITED', 'AI-REJECTED']);
  });
});

const withoutNumbers = ({ name, unit, derivation, algorithm }: ReadGroup['measurements'][number]) => ({ name, unit, derivation, algorithm }); // prettier-ignore
