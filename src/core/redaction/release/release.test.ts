import { describe, expect, it } from 'vitest';
import type { Region } from '../find/region.ts';
import { ALLOWED, allowedKindOf } from './grammar.ts';
import { isNearIdentifier } from './near-identifier.ts';
import { type Reading, verdictOf } from './release.ts';

describe('the closed list', () => {
  it.each(['L', 'RT', 'LEFT', 'AP', 'SUPINE', '120 kV', '80kVp', '3.5 MHz', '55 %', 'W 400 L 40', 'MI 1.2', 'Im: 3/12', 'RMLO', 'Gain 54 %', 'Gn 60', 'PWR<12', 'TIS0.4 MI 1.2', 'TIS<0.4 MI=0.8 AO=100%', '2D 65dB C 50', '16CM', 'FROZEN', 'S5-1', 'P Low', 'Page 1/3'])(
    'takes %s', (text) => expect(allowedKindOf(text)).toBeDefined()); // prettier-ignore
  it.each(['Smith', 'L Smith', '1234', '12/05/42', '05.12.1942', '2018', '14:23', 'DOB', 'M', 'L1234', '120 kV Smith', '', 'l', 'Dr. R', '12-05-42', '12/64', 'ID 123', '45', 'F', '60F', 'M 45', 'F 45', '45Y', 'Age 45', 'Ht 183 cm', '72 kg', 'No 12', 'C5-1-42', 'FROZEN Smith', 'L R', '2D L', 'A 2D', '120 kV Smith 2D', '16cm 4326s', 'THI 45', 'Adult'])(
    'leaves %s covered', (text) => expect(allowedKindOf(text)).toBeUndefined()); // prettier-ignore
  it('shows an example of every kind that the kind takes', () => {
    for (const { name, example } of ALLOWED) expect(allowedKindOf(example)).toBe(name);
  });
});

describe('a reading near an identifier', () => {
  const known = new Set(['Müller^Anna', '4711-A', 'LI^WEI']);
  it.each(['MULLER', 'Muler', 'MUELLER', 'ANNA', 'ANN', '4711', '471', 'LI', 'WEl', 'L1', '47 11'])(
    'is seen: %s',
    (text) => expect(isNearIdentifier(text, known)).toBe(true),
  );
  it.each(['AP', 'R', '120 kV', 'SUPINE'])('is not seen where there is none: %s', (text) =>
    expect(isNearIdentifier(text, known)).toBe(false),
  );
});

describe('a box', () => {
  const image = { rows: 10, columns: 10, values: new Float32Array(100) };
  const region: Region = { box: { x: 0, y: 0, width: 24, height: 16 }, score: 0.9, reasons: ['model'] };
  const with_ = (...readings: [Reading, Reading]) => ({
    recogniser: { read: async (_image: unknown, _region: unknown, scale: 1 | 2) => readings[scale - 1]! },
    identifiers: new Set(['Reed^Lou']),
    minConfidence: 0.9,
  });
  const sure = (text: string): Reading => ({ text, confidence: 0.99 });

  it('is released when both readings are the same, sure and on the list', async () => {
    expect(await verdictOf(image, region, with_(sure('AP'), sure('AP')))).toMatchObject({
      kind: 'release',
      text: 'AP',
      allowedAs: 'view',
    });
  });
  it.each<[string, Reading, Reading, Region]>([
    ['the readings differ', sure('AP'), sure('AR'), region],
    ['one is unsure', sure('AP'), { text: 'AP', confidence: 0.5 }, region],
    ['it is not on the list', sure('AQ'), sure('AQ'), region],
    [
      'a long line was read as one letter',
      sure('L'),
      sure('L'),
      { ...region, box: { x: 0, y: 0, width: 200, height: 16 } },
    ],
    ['a rule put it there', sure('AP'), sure('AP'), { ...region, reasons: ['model', 'device-rule'] }],
    ['a person drew it', sure('AP'), sure('AP'), { ...region, reasons: ['reviewer'] }],
  ])('stays covered when %s', async (_why, first, second, where) => {
    expect((await verdictOf(image, where, with_(first, second))).kind).toBe('remove');
  });
  it('stays covered when it is near a value of the patient', async () => {
    const settings = { ...with_(sure('LT'), sure('LT')), identifiers: new Set(['L.T.', 'LT']) };
    expect((await verdictOf(image, region, settings)).kind).toBe('remove');
  });
});
