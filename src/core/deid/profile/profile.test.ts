import { describe, expect, it } from 'vitest';
import { compileProfile } from './compile-profile.ts';
import { optionOf } from './options.ts';
import { BadProfile, BUILT_IN_PROFILES, builtInProfile, parseProfile, withOptions } from './profile.ts';

const problemsOf = async (json: unknown): Promise<readonly string[]> => {
  try {
    await parseProfile(json);
    return [];
  } catch (error) {
    return error instanceof BadProfile ? error.problems : [String(error)];
  }
};

describe('profiles', () => {
  it.each(BUILT_IN_PROFILES)('%s is what its file says, as anybody else would read it', async (name) => {
    expect(await parseProfile(builtInProfile(name))).toEqual(builtInProfile(name));
    expect(compileProfile(builtInProfile(name)).profile.name).toBe(name);
  });

  it('name what is wrong with them', async () => {
    const basic = builtInProfile('basic');
    expect(await problemsOf({ ...basic, options: ['retain-everything'] })).toEqual([
      'options.0: no option of PS3.15 Annex E has this name',
    ]);
    expect((await problemsOf({ ...basic, extra: 1 }))[0]).toMatch(/extra/);
    expect((await problemsOf({ ...basic, dates: { rule: 'shift', maximumDays: 3, wholeWeeks: true } }))[0]).toMatch(
      /guessed/,
    );
    expect((await problemsOf({ ...basic, elements: { StudyDate: { action: 'K', because: 'x' } } }))[0]).toMatch(
      /elements/,
    );
    expect(await problemsOf('basic')).not.toEqual([]);
  });

  it('take options in any spelling', () => {
    for (const spelling of ['retain-uids', 'RetainUIDs', 'Retain UIDs Option', '113110', 'retain_uids'])
      expect(optionOf(spelling)).toBe('retain-uids');
    expect(optionOf('RetainLongitudinalTemporalInformationModifiedDatesOption')).toBe(
      'retain-longitudinal-modified-dates',
    );
    expect(optionOf('clean pixels')).toBeUndefined();
  });

  it('clean where one option keeps and another cleans, and keep full dates when those are asked for', () => {
    const calibration = 0x00181200; // Date of Last Calibration: kept with the device, modified with dates
    const both = withOptions(builtInProfile('basic'), ['retain-device-identity', 'retain-longitudinal-modified-dates']);
    expect(compileProfile(both).ruleOf(calibration)?.action).toBe('C');
    expect(
      compileProfile(withOptions(builtInProfile('research'), ['retain-longitudinal-full-dates'])).ruleOf(0x00080020)
        ?.action,
    ).toBe('K');
  });

  it('let a person overrule the table, with a reason', async () => {
    const own = await parseProfile({
      ...builtInProfile('basic'),
      name: 'own',
      elements: { '(0018,1000)': { action: 'K', because: 'harmonisation' } },
    });
    expect(compileProfile(own).ruleOf(0x00181000)).toMatchObject({ action: 'K', source: 'profile own' });
  });
});
