import { describe, expect, it } from 'vitest';
import { type Attributes, buildDataset, makeFile, readDicom, TRANSFER_SYNTAX, writeDicom } from '../../dicom/index.ts';
import { bytesOf, processBatch } from '../testing/batch.ts';

function after(attributes: Attributes, profile: 'basic' | 'research') {
  const bytes = writeDicom(makeFile(buildDataset(attributes), TRANSFER_SYNTAX.explicitLittle));
  return readDicom(bytesOf(processBatch([bytes], { profile })[0]!)).dataset;
}

const BASE = { SOPInstanceUID: '1.2.3', StudyInstanceUID: '1.2.4', SeriesInstanceUID: '1.2.5', PatientID: 'M77123' };
const CT = { ...BASE, SOPClassUID: '1.2.840.10008.5.1.4.1.1.2' };
const RESPONSIBLE = { ResponsiblePerson: 'Quillfeather^M', ResponsibleOrganization: 'Brackwater Stables' };

describe('Type 2C and 1C whose condition can be seen', () => {
  it.each([
    [{ PatientSpeciesDescription: 'PRIMATE', AnatomicalOrientationType: 'BIPED' }],
    [{ PatientSpeciesCodeSequence: [{ CodeValue: '448771007', CodingSchemeDesignator: 'SCT', CodeMeaning: 'Dog' }] }],
  ])('empties who answers for an animal, which must have the attribute: %#', (species) => {
    const dataset = after({ ...CT, ...RESPONSIBLE, ...species }, 'basic');
    expect(dataset.get('ResponsiblePerson')?.length).toBe(0);
    expect(dataset.get('ResponsibleOrganization')?.length).toBe(0);
  });

  it.each([
    [{}],
    [{ PatientSpeciesDescription: 'HUMAN' }],
    [{ PatientSpeciesCodeSequence: [{ CodeValue: '337915000', CodingSchemeDesignator: 'SCT', CodeMeaning: 'Human' }] }],
  ])('removes it from everybody else, as the table says: %#', (species) => {
    const dataset = after({ ...CT, ...RESPONSIBLE, ...species }, 'basic');
    expect(dataset.has('ResponsiblePerson')).toBe(false);
    expect(dataset.has('ResponsibleOrganization')).toBe(false);
  });

  const reference = { ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2', ReferencedSOPInstanceUID: '1.2.9' };
  const references = {
    SourceImageSequence: [reference],
    ReferencedSeriesSequence: [{ SeriesInstanceUID: '1.2.8', ReferencedInstanceSequence: [reference] }],
  };

  it('keeps references, mapped, of an instance that must list the series it refers to', () => {
    const dataset = after({ ...BASE, ...references, SOPClassUID: '1.2.840.10008.5.1.4.1.1.66.4' }, 'basic');
    const [inside] = dataset.get('SourceImageSequence')?.items ?? [];
    const [listed] = dataset.get('ReferencedSeriesSequence')?.items ?? [];
    const uid = inside?.get('ReferencedSOPInstanceUID')?.value;
    expect(Buffer.from(uid ?? []).toString()).toMatch(/^2\.25\./);
    expect(listed?.get('ReferencedInstanceSequence')?.items?.[0]?.get('ReferencedSOPInstanceUID')?.value).toEqual(uid);
  });

  it('removes them where the IOD leaves both open', () => {
    expect(after({ ...CT, ...references }, 'basic').has('SourceImageSequence')).toBe(false);
  });
});
