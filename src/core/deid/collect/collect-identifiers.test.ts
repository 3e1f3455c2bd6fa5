import { describe, expect, it } from 'vitest';
import { type Attributes, buildDataset, makeElement, makeFile, TRANSFER_SYNTAX } from '../../dicom/index.ts';
import { addIdentifiers, builtInProfile, compileProfile, emptyIdentifiers } from '../index.ts';
import { PERSONS } from '../testing/persons.ts';
import { plantedInstance } from '../testing/planted-instance.ts';
import { createCollector } from './collect-identifiers.ts';

const profile = compileProfile(builtInProfile('research'));
const fileOf = (attributes: Attributes) => makeFile(buildDataset(attributes), TRANSFER_SYNTAX.explicitLittle);

describe('learning from a batch', () => {
  it('finds in all files what each says alone, however often and in whatever character set', () => {
    const files = Object.values(PERSONS).flatMap((person) =>
      (['CT', 'SR', 'PR', 'RTSTRUCT'] as const).map((kind) => plantedInstance(kind, person, TRANSFER_SYNTAX.explicitLittle)),
    ); // prettier-ignore
    const collector = createCollector(profile);
    const expected = emptyIdentifiers();
    for (const file of [...files, ...files]) {
      collector.add(file);
      addIdentifiers(expected, createCollector(profile).collect(file));
    }
    expect(collector.all).toEqual(expected);
    expect(expected.names.size).toBeGreaterThan(5);
  });

  it('reads the same bytes once as a name, once as a number and once as a phrase of several values', () => {
    const collector = createCollector(profile);
    collector.add(fileOf({ PatientName: 'A77\\B88', AccessionNumber: 'A77', InstitutionAddress: 'A77\\B88' }));
    collector.add(fileOf({ OtherPatientIDs: 'A77\\B88' }));
    expect([...collector.all.names]).toEqual(['A77', 'B88']);
    expect([...collector.all.ids].sort()).toEqual(['A77', 'A77\\B88', 'B88']);
  });

  it('learns nothing from a file that it cannot read, and everything from the next', () => {
    const collector = createCollector(profile);
    const broken = fileOf({ PatientName: 'Quillfeather^M', AccessionNumber: 'A77' });
    broken.dataset.set(makeElement(0x00080005, 'CS', new TextEncoder().encode('ISO 9999')));
    broken.dataset.set(makeElement(0x00104000, 'LT', Uint8Array.of(0xe4, 0xf6)));
    broken.dataset.set(makeElement(0x00101001, 'PN', Uint8Array.of(0xe4, 0xf6)));
    expect(() => collector.add(broken)).toThrow();
    expect(collector.all).toEqual(emptyIdentifiers());
    collector.add(fileOf({ PatientName: 'Quillfeather^M', AccessionNumber: 'A77' }));
    expect([...collector.all.names]).toEqual(['Quillfeather^M']);
    expect([...collector.all.ids]).toEqual(['A77']);
  });
});
