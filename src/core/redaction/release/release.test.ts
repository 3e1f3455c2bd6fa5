import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../dicom/index.ts';
import { ALLOWED, allowedKindOf, allowedOf } from './grammar.ts';
import { identifiersOf } from './header-identifiers.ts';
import { isNearIdentifier } from './near-identifier.ts';
import { type Reading, type ReleaseSettings, verdictOf } from './release.ts';

describe('the closed list', () => {
  it.each(['L', 'RT', 'LEFT', 'AP', 'SUPINE', '120 kV', '80kVp', '3.5 MHz', '18,0 MHz', '55 %', 'W 400 L 40', 'W: 3498 L: 2000', 'MI 1.2', 'TI(S): -', 'Im: 3/12', 'RMLO', 'Gain 54 %', 'Gn 60', 'PWR<12', 'TIS0.4 MI 1.2', 'TIS<0.4 MI=0.8 AO=100%', '2D 65dB C 50', '16CM', 'FROZEN', 'S5-1', 'P Low', 'Page 1/3', 'TR 2000', 'PRC 16/4/1', 'T1/+1/3/ 2', 'R3 A2 P16', '78F78', 'Asc Ao Diam 3.3 cm', 'RT KIDNEY SAG', 'Epicardiac 15MHz', 'LYMPH NODE', 'FR 31,3 FPS', 'ST 5.0', 'TP -120.5', '5.0thk/1.5sp', 'W 400, L 40', 'Window: 400 Level: 40', 'Thickness: 5.00 mm Location: -12.3 mm', 'Zoom: 1.5x', 'Image size: 512 x 512', '* Dist 1.43 cm', '+ Asc Ao Diam 3.3 cm', '2D C 50', 'C 50 P 30mm'])(
    'takes %s', (text) => expect(allowedKindOf(text)).toBeDefined()); // prettier-ignore
  it.each(['S5- 1', 'C 6 1', '1 1cm', 'GAI N 82', 'FR0ZEN', 'THYR0ID', '78DR78.', '.IM#2'])(
    'takes %s, as readers see it',
    (text) => expect(allowedKindOf(text)).toBeDefined(),
  );
  it.each(['Smith', 'L Smith', '1234', '12/05/42', '05.12.1942', '2018', '14:23', 'DOB', 'M', 'L1234', '120 kV Smith', '', 'l', 'Dr. R', '12-05-42', '12/64', 'ID 123', '45', 'F', '60F', 'M 45', 'F 45', '45Y', 'Age 45', 'Ht 183 cm', '72 kg', 'No 12', 'C5-1-42', 'FROZEN Smith', 'L R', '2D L', 'A 2D', '120 kV Smith 2D', '16cm 4326s', 'THI 45', 'Adult'])(
    'leaves %s covered', (text) => expect(allowedKindOf(text)).toBeUndefined()); // prettier-ignore
  it.each(['Dr Low', 'DR LOW', 'P Sharp', '3/2/04', '3/2/0', '6/5/3', '063', '0L3', '03/02/04', '183 cm', '180cm', '1.83 m', '45 cm', 'MAX', 'Max', 'A 45', 'F45', 'Power', 'Page', 'Long', 'Height 35 cm', 'Weight 72', '120/80', '12345', 'TR 20001', 'A P', 'L T', 'P A', '65', '6.12.42', '11:24', '0:03:46', '24-MAY-02', 'Head', 'Neck', 'PHILIPS', 'GE MEDICAL SYSTEMS', 'ID: 42', 'Name: L', 'TEST', 'OB', 'PLA', 'DOE', 'ULTRASOUND', 'Y', 'LA 45', 'AP 45', '78F79', 'LEFT RIGHT KNEE SMITH', '60M', '60P', 'Sex: M', 'IM 1980', 'IM 42', 'MI 42', 'Im 45', 'Se 45', 'Page 45', 'CF 45', 'L12C34', 'TE 1954', '5/123', '123/456', 'Angle', 'THI', '810P', 'Thi', 'P355', 'C123', 'PA 350', 'C 164 cm', '2D 164 cm', 'Time', 'LA 435', 'L.', 'LT.', '.R', 'P.Low', '12.', '2D 8.6.', '2D 45', 'S5-1 0', '86 DR 60', 'PST 0 45', 'SL 5 45', 'C 50 7', 'GA 20w3d', 'HIP P43', 'Chest C 50', 'LIVER G45', 'I', 'I2V2', 'ST 5', 'ST 12.5.80', 'size: 180 x 80', 'Level', 'Window 1954', 'SP 45', '5.0 sp 12', 'x'])(
    'leaves %s covered: it may be of a person', (text) => expect(allowedKindOf(text)).toBeUndefined()); // prettier-ignore
  it('asks of several in a line for what the one asks for that asks for most', () => {
    expect(allowedOf('120 kV')?.needs).toBe('anything');
    expect(allowedOf('120 kV 16 cm')?.needs).toBe('label-free');
    expect(allowedOf('120 kV Chest')?.needs).toBe('free');
    expect(allowedOf('Chest 120 kV')?.needs).toBe('free');
  });
  it('takes no letters with blanks between them for a word or a unit', () => {
    for (const text of ['6 M A', 'C a r d i a c', 'Gain 5 d B', 'L A T'])
      expect([text, allowedKindOf(text)]).toEqual([text, undefined]);
    for (const text of ['464T', '9T', '11T']) expect([text, allowedKindOf(text)]).toEqual([text, undefined]);
    for (const text of ['1.5T', '3 T', 'R 3 A 2 P 16', 'G 54 %']) expect(allowedKindOf(text)).toBeDefined();
  });
  it('takes a number far behind its label for another text, and a digit or a number with its unit not', () => {
    for (const text of ['CINE 1968', 'PWR 47', 'PWR47', 'GAIN 82', 'C 50', 'FROZEN PWR 47']) {
      expect(allowedOf(text)).toBeDefined();
      expect(allowedOf(text, { hasWideGap: true })).toBeUndefined();
    }
    for (const text of ['PST 0', 'XV C3', 'Dist 1.4 cm', 'G54% 2D'])
      expect(allowedOf(text, { hasWideGap: true })).toBeDefined();
  });
  it('shows an example of every kind that the kind takes', () => {
    for (const { name, example, needs } of ALLOWED)
      expect(allowedKindOf(example)).toBe(needs === 'scale' ? undefined : name);
  });
  it('is shown whole to whoever switches releasing on', () => {
    const shown = readFileSync(resolve(import.meta.dirname, '../../../../docs/redaction.md'), 'utf8').replace(
      / +/g,
      ' ',
    );
    for (const { name, example } of ALLOWED) expect(shown).toContain(`| ${name} | \`${example}\` |`);
  });
  it('has no word that is a common name, a month, a place or an age', () => {
    const names = 'ANNA JOHN MARIA PETER LUCIA OMAR GRACE IVAN SOFIA LIAM NOAH EMMA HUGO CLARA MEI JUN LENA RUTH SAUL RENE MAX ART MARK DEAN LI WEI KIM LEE PARK YOUNG KING LONG SHORT BROWN WHITE BLACK GREEN STONE POWER PAGE HEAD NECK FOOT HAND BACK LOW HIGH SHARP FIELD LANE MASS COLON PHILIPS SIEMENS CANON ROSE PEN JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC PARIS LONDON MALE FEMALE CHILD NEONATE'.split(' '); // prettier-ignore
    for (const name of names)
      for (const text of [name, name[0] + name.slice(1).toLowerCase(), `${name} 45`, `LT ${name}`])
        expect([text, allowedKindOf(text)]).toEqual([text, undefined]);
  });
});

describe('a reading near an identifier', () => {
  const known = new Set(['Müller^Anna', '4711-A', 'LI^WEI']);
  it.each(['MULLER', 'Muler', 'MUELLER', 'ANNA', 'ANN', '4711', '471', 'LI', 'WEl', 'L1', '47 11'])(
    'is seen: %s',
    (text) => expect(isNearIdentifier(text, known)).toBe(true),
  );
  it('is seen in a single letter or digit, whatever else stands in the line', () => {
    expect(isNearIdentifier('L', new Set(['L^X']))).toBe(true);
    expect(isNearIdentifier('Page 1/3', new Set(['1']))).toBe(true);
    expect(isNearIdentifier('1', new Set(['1']))).toBe(true);
  });
  it('is not seen in the parts of a decimal number, and in the whole of it where it is long enough', () => {
    const numbers = new Set(['0', '11-05-25', '10', '106']);
    for (const text of ['18,0 MHz', 'MI 1.1', 'TIB 0.2', 'Circ 1.07 cm'])
      expect([text, isNearIdentifier(text, numbers)]).toEqual([text, false]);
    for (const text of ['1.06 cm', '10.6', 'Im 10', 'MI 0', '11.05.25', '0'])
      expect([text, isNearIdentifier(text, numbers)]).toEqual([text, true]);
  });
  it.each(['AP', 'R', '120 kV', 'SUPINE'])('is not seen where there is none: %s', (text) =>
    expect(isNearIdentifier(text, known)).toBe(false),
  );
});

describe('what a header has of people', () => {
  const dataset = buildDataset({
    PatientName: 'Reed^Lou^Tim',
    OperatorsName: 'Stone^Mary',
    InstitutionName: 'Riverside General Hospital',
  });
  it('holds initials and every word of an institution, where a line is to be released', () => {
    const known = identifiersOf(dataset, 'release');
    for (const initials of ['MS', 'SM', 'RLT', 'TLR', 'LTR']) expect(isNearIdentifier(initials, known)).toBe(true);
    expect(isNearIdentifier('General', known)).toBe(true);
    expect(isNearIdentifier('Riverside', known)).toBe(true);
  });
  it('holds no initials of a name of one word', () =>
    expect([...identifiersOf(buildDataset({ PatientName: 'Reed^^^^' }), 'release')]).toEqual(['Reed^^^^']));
  it('holds numbers of studies, but not a part of the body that stands in their place', () => {
    const known = (value: string) => [...identifiersOf(buildDataset({ StudyID: value, AccessionNumber: value }), 'release')];
    expect(known('Thyroid')).toEqual([]);
    for (const value of ['4711', 'Thyroid 4711', 'Reed', 'L']) expect(known(value)).toEqual([value]);
  }); // prettier-ignore
  it('holds whole names of institutions, and no initials, for the check afterwards', () => {
    const known = identifiersOf(dataset);
    expect(isNearIdentifier('General', known)).toBe(true);
    expect(isNearIdentifier('MS', known)).toBe(false);
  });
});

describe('a line', () => {
  const line = {
    image: { rows: 24, columns: 32, values: new Float32Array(24 * 32) },
    height: 16,
    inkWidth: 24,
    hasWideGap: false,
  };
  type Likely = readonly [text: string, probability: number][];
  const reading = (likely: Likely): Reading => ({
    text: likely[0]?.[0] ?? '',
    confidence: likely[0]?.[1] ?? 0,
    likely: likely.map(([text, probability]) => ({ text, probability })),
  });
  /** The last is what all further views show. */
  const with_ = (...readings: Likely[]): ReleaseSettings => ({
    recogniser: { read: async (_image, _region, view) => reading(readings[Math.min(view, readings.length) - 1] ?? []) },
    identifiers: new Set(['Reed^Lou']),
    minConfidence: 0.9,
  });
  const sure = (text: string): Likely => [[text, 0.99]];

  it('is released when every view is sure and on the list', async () => {
    expect(await verdictOf(line, with_(sure('AP'), sure('AP')))).toMatchObject({
      kind: 'release',
      text: 'AP',
      allowed: { name: 'view' },
    });
  });
  it('is released when all that it may say is on the list, though nobody knows which', async () => {
    const either: Likely = [['G 54', 0.5], ['G 64', 0.45], ['6 54', 0.02]]; // prettier-ignore
    expect((await verdictOf(line, with_(either, either))).kind).toBe('release');
  });
  it.each<[string, Likely, Likely]>([
    ['not-sure', sure('AP'), sure('AQ')],
    ['not-sure', sure('AP'), [['AP', 0.8]]],
    ['not-sure', [['AQ', 0.4], ['AP', 0.6]], [['AP', 0.9], ['AQ', 0.1]]], // prettier-ignore
    ['not-on-list', sure('AQ'), sure('AP')],
    ['not-sure', sure('AP'), [['AP', 0.85]]],
    ['not-on-list', [], []],
    ['near-identifier', sure('AP'), [['AP', 0.93], ['LOU', 0.05]]], // prettier-ignore
  ])('stays covered: %s', async (why, first, second) => {
    expect(await verdictOf(line, with_(first, second))).toMatchObject({ kind: 'remove', why });
  });
  it('stays covered when something that is not on the list is likelier, or nearly as likely where there are few letters', async () => {
    const loose = (likely: Likely): ReleaseSettings => ({ ...with_(likely), minConfidence: 0.3 });
    const kindOf = async (likely: Likely, inkWidth = 60) =>
      (await verdictOf({ ...line, inkWidth }, loose(likely))).kind;
    expect(
      await kindOf([
        ['Thyroid', 0.4],
        ['Thyroidd', 0.35],
      ]),
    ).toBe('release');
    expect(
      await kindOf([
        ['Thyroid', 0.4],
        ['Thyra', 0.45],
      ]),
    ).toBe('remove');
    expect(
      await kindOf([
        ['Thyroid', 0.4],
        ['Thy ra', 0.25],
        ['Thyra', 0.25],
      ]),
    ).toBe('remove');
    expect(
      await kindOf(
        [
          ['PWR', 0.4],
          ['PWUR', 0.15],
        ],
        40,
      ),
    ).toBe('release');
    expect(
      await kindOf(
        [
          ['PWR', 0.4],
          ['PWUR', 0.3],
        ],
        40,
      ),
    ).toBe('remove');
    expect(
      await kindOf(
        [
          ['12V2', 0.4],
          ['I2V2', 0.3],
        ],
        40,
      ),
    ).toBe('remove');
    expect(await kindOf([['Thyroid', 0.25]])).toBe('remove');
  });
  it('is told as it is printed', async () => {
    const said = async (text: string) => (await verdictOf({ ...line, inkWidth: 140 }, with_(sure(text)))).text;
    expect(await said('Asc Ao lndex')).toBe('Asc Ao Index');
    expect(await said('* Asc Ao Diam 3.3 cm')).toBe('Asc Ao Diam 3.3 cm');
    expect(await said('THYR0ID')).toBe('THYROID');
  });
  it('of a bare number is none of the list, and asks for the labels of a scale', async () => {
    const verdict = (likely: Likely, identifiers = new Set<string>()) => verdictOf(line, { ...with_(likely), identifiers });
    expect(await verdict([['10', 0.95]])).toMatchObject({ text: '10', allowed: { needs: 'scale' } });
    expect(await verdict([['10', 0.6], ['18', 0.39]])).toMatchObject({ kind: 'remove' });
    expect(await verdict([['10', 0.95]], new Set(['10']))).toMatchObject({ kind: 'remove', why: 'near-identifier' });
  }); // prettier-ignore
  it('of few letters stays covered unless it is surer than a setting must be', async () => {
    const loose = (text: string, sure: number): ReleaseSettings => ({ ...with_([[text, sure]]), minConfidence: 0.6 });
    expect((await verdictOf(line, loose('AP', 0.8))).kind).toBe('remove');
    expect((await verdictOf(line, loose('AP', 0.9))).kind).toBe('release');
    expect((await verdictOf(line, loose('PWR', 0.7))).kind).toBe('release');
  });
  it('stays covered when one view of four shows something else', async () => {
    const views = [sure('AP'), sure('AP'), sure('AP'), sure('AQ')];
    expect((await verdictOf(line, with_(...views))).kind).toBe('remove');
  });
  it('stays covered when it is far too long or too short for what was read', async () => {
    for (const inkWidth of [200, 6])
      expect(await verdictOf({ ...line, inkWidth }, with_(sure('AP'), sure('AP')))).toMatchObject({
        kind: 'remove',
        why: 'wrong-size',
      });
  });
  it('stays covered when it is near a value of the patient', async () => {
    const settings = { ...with_(sure('LT'), sure('LT')), identifiers: new Set(['L.T.', 'LT']) };
    expect((await verdictOf(line, settings)).kind).toBe('remove');
  });
  it('needs what the strictest of its possible readings needs', async () => {
    const either: Likely = [['16 cm', 0.9], ['16 mm', 0.08]]; // prettier-ignore
    expect(await verdictOf({ ...line, inkWidth: 60 }, with_(either, either))).toMatchObject({
      allowed: { needs: 'label-free' },
    });
  });
});
