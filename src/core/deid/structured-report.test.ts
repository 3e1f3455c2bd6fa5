import { describe, expect, it } from 'vitest';
import {
  type Attributes,
  buildDataset,
  type Dataset,
  makeFile,
  readDicom,
  sequence,
  text,
  TRANSFER_SYNTAX,
  writeDicom,
} from '../dicom/index.ts';
import type { BuiltInProfile, OptionName } from './index.ts';
import { bytesOf, processBatch } from './testing/batch.ts';

const ROOT = '1.2.826.0.1.3680043.8.498.7';
const code = (value: string, scheme: string, meaning: string): Attributes[] => [
  { CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning },
];
const item = (valueType: string, value: string, scheme: string, more: Attributes): Attributes => ({
  RelationshipType: 'CONTAINS', ValueType: valueType, ConceptNameCodeSequence: code(value, scheme, 'Concept'), ...more,
}); // prettier-ignore

function report(content: Attributes[], options: { profile?: BuiltInProfile; options?: OptionName[] } = {}): Dataset {
  const dataset = buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33', SOPInstanceUID: `${ROOT}.1`, StudyInstanceUID: `${ROOT}.2`, SeriesInstanceUID: `${ROOT}.3`,
    PatientName: 'Quillfeather^Marisol', PatientID: 'MRN774411', StudyDate: '20140321', Modality: 'SR', ValueType: 'CONTAINER',
    ConceptNameCodeSequence: code('126000', 'DCM', 'Imaging Measurement Report'), CompletionFlag: 'COMPLETE', VerificationFlag: 'VERIFIED',
    VerifyingObserverSequence: [{ VerifyingObserverName: 'Featherstone^Ignatius', VerifyingOrganization: 'Brackwater', VerificationDateTime: '20140322' }],
    ContentSequence: content,
  }); // prettier-ignore
  const [result] = processBatch([writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle))], options);
  return readDicom(bytesOf(result!)).dataset;
}

const children = (dataset: Dataset): readonly Dataset[] => sequence(dataset, 'ContentSequence');

describe('structured reports by Table E.3.4-1', () => {
  it('never lets a person name survive, wherever it stands and whatever it is called', () => {
    const result = report([
      item('PNAME', '121008', 'DCM', { PersonName: 'Featherstone^Ignatius' }),
      item('CONTAINER', '121070', 'DCM', {
        ContentSequence: [item('PNAME', 'X7', '99LOCAL', { PersonName: 'Nobody^Known' })],
      }),
    ]);
    const names = [text(children(result)[0]!, 'PersonName'), text(children(children(result)[1]!)[0]!, 'PersonName')];
    expect(names).toEqual(['ANONYMIZED', 'ANONYMIZED']);
  });

  it('cleans findings and keeps their words', () => {
    const [finding] = children(
      report([
        item('TEXT', '121071', 'DCM', { TextValue: 'Nodule in the right lung of Marisol Quillfeather on 21.03.2014' }),
      ]),
    );
    expect(text(finding!, 'TextValue')).toBe('Nodule in the right lung of');
  });

  it('knows concepts by their retired codes too', () => {
    // SRT G-C0E3 is SCT 363698007, Finding Site: cleaned with descriptors, replaced without.
    const content = [item('TEXT', 'G-C0E3', '99SDM', { TextValue: 'right lung' })];
    expect(text(children(report(content))[0]!, 'TextValue')).toBe('right lung');
    expect(text(children(report(content, { profile: 'basic' }))[0]!, 'TextValue')).toBe('ANONYMIZED');
  });

  it('removes what the table removes and leaves the rest of the tree in its order', () => {
    const result = report([
      item('NUM', '121033', 'DCM', { MeasuredValueSequence: [{ NumericValue: '53' }] }),
      item('TEXT', '121022', 'DCM', { TextValue: 'MRN774411' }),
      item('CODE', '121071', 'DCM', { ConceptCodeSequence: code('39607008', 'SCT', 'Lung structure') }),
    ], { profile: 'basic', options: ['clean-structured-content'] }); // prettier-ignore
    expect(children(result).map((child) => text(child, 'ValueType'))).toEqual(['CODE']);
  });

  it('replaces instead of removing where items refer to each other by position', () => {
    const result = report([
      item('TEXT', '121029', 'DCM', { TextValue: 'Quillfeather' }),
      { RelationshipType: 'INFERRED FROM', ReferencedContentItemIdentifier: [1, 1] },
    ]); // prettier-ignore
    expect(children(result)).toHaveLength(2);
    expect(text(children(result)[0]!, 'TextValue')).toBe('ANONYMIZED');
  });

  it('maps UID references and references to images alike, shifts dates, resets verification', () => {
    const result = report([
      item('UIDREF', '112040', 'DCM', { UID: `${ROOT}.2` }),
      item('DATETIME', '111526', 'DCM', { DateTime: '20140321101112' }),
      item('IMAGE', '121112', 'DCM', { ReferencedSOPSequence: [{ ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2', ReferencedSOPInstanceUID: `${ROOT}.9` }] }),
    ]); // prettier-ignore
    const [uidref, date, image] = children(result);
    expect(text(uidref!, 'UID')).toBe(text(result, 'StudyInstanceUID'));
    expect(text(date!, 'DateTime')).toMatch(/^20(0|1)\d{5}101112$/);
    expect(text(date!, 'DateTime')?.slice(0, 8)).toBe(text(result, 'StudyDate'));
    expect(text(sequence(image!, 'ReferencedSOPSequence')[0]!, 'ReferencedSOPInstanceUID')).toMatch(/^2\.25\.\d+$/);
    expect(text(result, 'VerificationFlag')).toBe('UNVERIFIED');
    expect(result.has('VerifyingObserverSequence')).toBe(false);
  });
});
