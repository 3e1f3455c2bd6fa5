// The test that counts: identity planted in every place where one can hide, and the bytes of the result searched for it.
import { describe, expect, it } from 'vitest';
import { TRANSFER_SYNTAX, writeDicom } from '../dicom/index.ts';
import { BUILT_IN_PROFILES } from './index.ts';
import { bytesOf, processBatch } from './testing/batch.ts';
import { secretsIn } from './testing/find-secrets.ts';
import { NUMBER_SECRETS, PERSONS } from './testing/persons.ts';
import { plantedInstance, type PlantedKind } from './testing/planted-instance.ts';

const NATIVE: readonly string[] = [
  TRANSFER_SYNTAX.implicitLittle,
  TRANSFER_SYNTAX.explicitLittle,
  TRANSFER_SYNTAX.explicitBig,
  TRANSFER_SYNTAX.deflated,
];
const COMPRESSED = [
  '1.2.840.10008.1.2.4.50', '1.2.840.10008.1.2.4.51', '1.2.840.10008.1.2.4.57', '1.2.840.10008.1.2.4.70', '1.2.840.10008.1.2.4.80',
  '1.2.840.10008.1.2.4.81', '1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2.4.91', '1.2.840.10008.1.2.4.201', '1.2.840.10008.1.2.4.203',
  '1.2.840.10008.1.2.5',
]; // prettier-ignore
const KINDS: readonly PlantedKind[] = ['CT', 'MR', 'US', 'SR', 'SEG', 'RTSTRUCT', 'PR', 'KO'];

function planted(
  kind: PlantedKind,
  personName: string,
  syntax: string,
): { bytes: Uint8Array; secrets: readonly string[] } {
  const person = PERSONS[personName];
  if (person === undefined) throw new Error('no such person');
  // Compressed files are laid out in explicit little endian, which is what the builder makes.
  const isNative = NATIVE.includes(syntax);
  const file = plantedInstance(kind, person, isNative ? TRANSFER_SYNTAX.explicitLittle : syntax);
  const trailing = Uint8Array.from('MRN-7734-0912 after the data set', (letter) => letter.charCodeAt(0));
  const bytes = writeDicom(file, isNative ? { transferSyntaxUID: syntax } : {});
  const whole = syntax === TRANSFER_SYNTAX.deflated || kind !== 'CT' ? bytes : Uint8Array.from([...bytes, ...trailing]);
  return { bytes: whole, secrets: [...person.secrets, ...NUMBER_SECRETS] };
}

describe.each(BUILT_IN_PROFILES)('profile %s leaves none of the planted strings', (profile) => {
  it.each(Object.keys(PERSONS))('in any object, name in %s, every native transfer syntax', (personName) => {
    const all = NATIVE.flatMap((syntax) =>
      KINDS.map((kind) => ({ syntax, kind, ...planted(kind, personName, syntax) })),
    );
    const results = processBatch(
      all.map(({ bytes }) => bytes),
      { profile },
    );
    for (const [index, { bytes, secrets, kind, syntax }] of all.entries()) {
      expect(secretsIn(bytes, secrets).length, 'the plant itself').toBeGreaterThan(secrets.length / 2);
      expect(secretsIn(bytesOf(results[index]!), secrets), `${kind} ${syntax}`).toEqual([]);
    }
  });

  it.each(COMPRESSED)('in compressed pixels of transfer syntax %s', (syntax) => {
    const all = (['CT', 'MR', 'US'] as const).map((kind) => planted(kind, 'ascii', syntax));
    const results = processBatch(
      all.map(({ bytes }) => bytes),
      { profile },
    );
    for (const [index, { secrets }] of all.entries()) expect(secretsIn(bytesOf(results[index]!), secrets)).toEqual([]);
  });
});

describe('objects that nobody can clean', () => {
  it('refuses an encapsulated document', () => {
    const { bytes } = planted('PDF', 'ascii', TRANSFER_SYNTAX.explicitLittle);
    const [result] = processBatch([bytes]);
    expect(result).toMatchObject({ kind: 'refused', code: 'encapsulated-document' });
  });

  it('refuses ultrasound whose pixels nobody examined, and lets it pass when told so, with the flag as it was', () => {
    const { bytes } = planted('US', 'ascii', TRANSFER_SYNTAX.explicitLittle);
    expect(processBatch([bytes], { pixels: 'auto' })[0]).toMatchObject({
      kind: 'refused',
      code: 'pixels-need-cleaning',
    });
    expect(processBatch([bytes], { pixels: 'off' })[0]?.kind).toBe('processed');
  });
});
