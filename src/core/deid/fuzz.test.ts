import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DicomError, readDicom, TRANSFER_SYNTAX, writeDicom } from '../dicom/index.ts';
import {
  addIdentifiers, builtInProfile, compileProfile, createBatchContext, createCollector, createResidualScan, createVocabulary, emptyIdentifiers,
  processInstance,
} from './index.ts'; // prettier-ignore
import { bytesOf, KEY } from './testing/batch.ts';
import { secretsIn } from './testing/find-secrets.ts';
import { PERSONS } from './testing/persons.ts';
import { plantedInstance, type PlantedKind } from './testing/planted-instance.ts';

const profile = compileProfile(builtInProfile('research'));
const person = PERSONS['ascii']!; // it is there
const identifiers = emptyIdentifiers();
const originals = (['CT', 'SR', 'PR', 'SEG'] as PlantedKind[]).map((kind) =>
  writeDicom(plantedInstance(kind, person, TRANSFER_SYNTAX.explicitLittle)),
);
for (const bytes of originals) addIdentifiers(identifiers, createCollector(profile).collect(readDicom(bytes)));
const context = createBatchContext({ profile, key: KEY, identifiers, pixels: 'off' });
const residual = createResidualScan(identifiers, context.dictionary, createVocabulary());

/** Bytes overwritten at some places, or a piece cut out: what transfers and disks do. */
const damage = fc.record({
  file: fc.nat(originals.length - 1),
  writes: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255) }), { maxLength: 6 }),
  cut: fc.option(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(40) })),
});

describe('damaged files', () => {
  it('are refused by a code or written readable and clean, never anything else', () => {
    let written = 0;
    fc.assert(
      fc.property(damage, ({ file, writes, cut }) => {
        let bytes = originals[file]!.slice();
        for (const { at, byte } of writes) bytes[Math.floor(at * (bytes.length - 1))] = byte;
        if (cut !== null) {
          const from = Math.floor(cut.at * bytes.length);
          bytes = Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(from + cut.length)]);
        }
        try {
          const result = processInstance(bytes, context, residual);
          if (result.kind === 'refused') return;
          written++;
          expect(secretsIn(bytesOf(result), person.secrets)).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(DicomError);
        }
      }),
      { numRuns: 600 },
    );
    expect(written).toBeGreaterThan(20);
  }, 60_000);
});
