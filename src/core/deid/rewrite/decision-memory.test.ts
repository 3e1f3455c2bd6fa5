// What was decided of earlier instances must not change anything for later ones: every instance comes out as if it were the first.
import { describe, expect, it } from 'vitest';
import { type Attributes, buildDataset, makeFile, readDicom, TRANSFER_SYNTAX, writeDicom } from '../../dicom/index.ts';
import {
  addIdentifiers, type BatchContext, builtInProfile, compileProfile, createBatchContext, createCollector, deidentify, emptyIdentifiers,
  type OptionName, withOptions,
} from '../index.ts'; // prettier-ignore
import { KEY } from '../testing/batch.ts';
import { PERSONS } from '../testing/persons.ts';
import { plantedInstance } from '../testing/planted-instance.ts';

function contextsFor(files: readonly Uint8Array[], options: readonly OptionName[]): () => BatchContext {
  const profile = compileProfile(withOptions(builtInProfile('research'), options));
  const identifiers = emptyIdentifiers();
  for (const file of files) addIdentifiers(identifiers, createCollector(profile).collect(readDicom(file)));
  return () => createBatchContext({ profile, key: KEY, identifiers, pixels: 'off' });
}

function outcome(bytes: Uint8Array, context: BatchContext): unknown {
  const result = deidentify(readDicom(bytes), context);
  if (result.kind === 'refused') return result;
  const written = Buffer.from(writeDicom(result.file)).toString('latin1');
  return { written, report: result.report, replacedUIDs: [...result.replacedUIDs] };
}

function expectNoInfluence(files: readonly Uint8Array[], options: readonly OptionName[] = []): void {
  const context = contextsFor(files, options);
  const shared = context();
  // Three times: what is met for the second time is remembered.
  for (const bytes of [...files, ...files, ...files]) expect(outcome(bytes, shared)).toEqual(outcome(bytes, context()));
}

const CT = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
  StudyInstanceUID: '1.2.4',
  SeriesInstanceUID: '1.2.5',
  Modality: 'CT',
};
const file = (attributes: Attributes, syntax: string = TRANSFER_SYNTAX.explicitLittle): Uint8Array =>
  writeDicom(makeFile(buildDataset(attributes), syntax));

describe('what was decided before', () => {
  it.each([[[]], [['retain-uids', 'retain-device-identity', 'retain-institution-identity']], [['retain-longitudinal-full-dates']]])(
    'changes nothing for planted objects of every kind, character set and byte order, options %s',
    (options) => {
      const kinds = ['CT', 'MR', 'US', 'SR', 'SEG', 'RTSTRUCT', 'PR', 'KO'] as const;
      const files = kinds.flatMap((kind) =>
        Object.values(PERSONS).map((person, index) =>
          writeDicom(plantedInstance(kind, person, TRANSFER_SYNTAX.explicitLittle), {
            transferSyntaxUID: [TRANSFER_SYNTAX.explicitLittle, TRANSFER_SYNTAX.implicitLittle, TRANSFER_SYNTAX.explicitBig][index % 3]!,
          }),
        ),
      );
      expectNoInfluence(files, options as OptionName[]);
    },
  ); // prettier-ignore

  it('changes nothing between patients who say the same', () => {
    const same = {
      StudyDate: '20150302',
      PatientName: 'Quillfeather^M',
      StudyDescription: 'CT CHEST for Quillfeather',
    };
    expectNoInfluence(
      ['MRN1', 'MRN2', ''].map((PatientID, index) => file({ ...CT, ...same, PatientID, SOPInstanceUID: `1.2.${index}` })),
    ); // prettier-ignore
  });

  it('changes nothing where the same bytes are other letters', () => {
    const common = { ...CT, PatientID: 'MRN774411', PatientName: 'Quill^M', SeriesDescription: 'CT Zörglub' };
    const declared = ['ISO_IR 192', 'ISO_IR 100'].map((SpecificCharacterSet, index) => {
      const utf8 = buildDataset({ ...common, SOPInstanceUID: `1.2.${index}`, SpecificCharacterSet: 'ISO_IR 192' });
      for (const element of buildDataset({ SpecificCharacterSet }).elements) utf8.set(element);
      return writeDicom(makeFile(utf8, TRANSFER_SYNTAX.explicitLittle));
    });
    expectNoInfluence(declared);
  });

  it('changes nothing where the same bytes mean something else beside others', () => {
    const local = { CodeValue: 'Q1', CodeMeaning: 'Quillfeather view', CodingSchemeDesignator: '99LOCAL' };
    const common = {
      ...CT,
      PatientID: 'MRN774411',
      PatientName: 'Quillfeather^M',
      ResponsiblePerson: 'Quillfeather^Kin',
    };
    expectNoInfluence([
      file({ ...common, SOPInstanceUID: '1.2.3', ViewCodeSequence: [local] }),
      file({ ...common, SOPInstanceUID: '1.2.6', ViewCodeSequence: [{ ...local, CodingSchemeDesignator: 'SCT' }] }),
      file({ ...common, SOPInstanceUID: '1.2.7', PatientSpeciesDescription: 'X', AnatomicalOrientationType: 'BIPED' }),
      file({ ...common, SOPInstanceUID: '1.2.8', ReferencedSOPClassUID: '1.2.8' }),
      file({ ...common, SOPInstanceUID: '1.2.9', ReferencedSOPClassUID: '1.2.8' }),
      file({ ...common, SOPInstanceUID: '1.2.8', PatientIdentityRemoved: 'YES', LongitudinalTemporalInformationModified: 'MODIFIED', StudyDate: '20150302' }),
      file({ ...common, SOPInstanceUID: '1.2.8', StudyDate: '20150302' }),
    ]); // prettier-ignore
  });
});
