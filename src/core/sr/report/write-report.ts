// Findings as a Comprehensive 3D SR by TID 1500. Only `SignedFindings` make a verified document.
import { type Attributes, type DicomFile, makeFile, text, TRANSFER_SYNTAX } from '../../dicom/index.ts'; // prettier-ignore
import type { Algorithm, Decision, PersonObserver, ReviewedFinding } from '../../findings/index.ts';
import { NAME, VALUE, LOCAL_SCHEME } from '../content/concepts.ts';
import { codeAttributes, codesIn } from '../content/code.ts';
import type { ContainerItem } from '../content/content-item.ts';
import { codeItem, container } from '../content/make.ts';
import { contentAttributes } from '../content/write-content.ts';
import { checkText, codingSchemes, composeDataset } from '../document/compose.ts';
import { evidenceAttributes } from '../document/evidence.ts';
import { dateAndTime, dicomDateTime } from '../document/instant.ts';
import { checkSameStudy, identityOf } from '../document/patient-study.ts';
import { SrError } from '../errors.ts';
import { imageLibrary } from './image-library.ts';
import { measurementGroup } from './measurement-group.ts';
import { noResultContainer, withdrawnContainer } from './no-result.ts';
import { deviceItems, personItems } from './observers.ts';
import type { NewInstance, Report } from './report.ts';

export const COMPREHENSIVE_3D_SR = '1.2.840.10008.5.1.4.1.1.88.34';

/** The document as a file. Throws `SrError` when anything of it would be wrong; nothing is left out silently. */
export function writeReport(report: Report): DicomFile {
  check(report);
  const content = contentAttributes(contentOf(report));
  const schemes = codingSchemes({ ContentSequence: [content], ...verificationAttributes(report) });
  const attributes: Attributes = {
    SOPClassUID: COMPREHENSIVE_3D_SR,
    ...instanceAttributes(report.instance, 'SR', text(report.source, 'TimezoneOffsetFromUTC')),
    ...(schemes.length === 0 ? {} : { CodingSchemeIdentificationSequence: schemes }),
    CompletionFlag: 'COMPLETE',
    PreliminaryFlag: report.verification === 'verified' ? 'FINAL' : 'PRELIMINARY',
    ...verificationAttributes(report),
    AuthorObserverSequence: report.devices.map((device) => ({
      ObserverType: 'DEV',
      InstitutionName: null,
      InstitutionCodeSequence: null,
      DeviceUID: device.uid,
      Manufacturer: device.manufacturer ?? null,
      ManufacturerModelName: device.modelName ?? device.name,
      StationName: null,
    })),
    ...referenceAttributes(report),
    ...content,
  };
  return makeFile(composeDataset(attributes, report.source), TRANSFER_SYNTAX.explicitLittle);
}

export function findingsOf(report: Report): readonly ReviewedFinding[] {
  return report.verification === 'verified' ? report.signed.findings : report.findings;
}

function contentOf(report: Report): ContainerItem {
  const images = new Map(report.images.map((image) => [image.sopInstanceUID, image]));
  const groups = findingsOf(report).map((reviewed) => measurementGroup(reviewed, images));
  return container(
    undefined,
    NAME.imagingMeasurementReport,
    [
      codeItem('HAS CONCEPT MOD', NAME.language, VALUE.english),
      ...report.devices.flatMap(deviceItems),
      ...personsOf(report).flatMap(personItems),
      codeItem('HAS CONCEPT MOD', NAME.procedureReported, report.procedure ?? VALUE.imaging),
      ...imageLibrary(report.images),
      ...(groups.length === 0 ? [] : [container('CONTAINS', NAME.imagingMeasurements, groups)]),
      ...noResultContainer(silentAlgorithms(report)),
      ...(isWithdrawn(report) ? [withdrawnContainer()] : []),
    ],
    '1500',
  );
}

/** Only what there was can be taken back. */
function isWithdrawn(report: Report): boolean {
  return (
    report.verification === 'unverified' &&
    report.isWithdrawn === true &&
    report.findings.length === 0 &&
    (report.predecessors ?? []).length > 0
  );
}

/** What ran and has no finding in the document. */
function silentAlgorithms(report: Report): Algorithm[] {
  const key = ({ name, version, parameters = [] }: Algorithm): string => JSON.stringify([name, version, parameters]);
  const heard = new Set(findingsOf(report).flatMap(({ finding: { algorithm } }) => algorithm === undefined ? [] : [key(algorithm)])); // prettier-ignore
  return report.algorithms.filter((algorithm) => !heard.has(key(algorithm)));
}

/** Everyone who acted, once, in the order in which they did. */
export function personsOf(report: Report): PersonObserver[] {
  const acted = findingsOf(report).flatMap(({ decision }) => (decision.kind === 'undecided' ? [] : [decision.by]));
  const others = report.verification === 'verified' ? [report.signed.by] : (report.persons ?? []);
  return [...new Map([...acted, ...others].map((person) => [JSON.stringify([person.login, person.name]), person])).values()]; // prettier-ignore
}

/** SOP Common, Series, General Equipment and the date of the content, alike for all that is written here. */
export function instanceAttributes(instance: NewInstance, modality: string, offset: string | undefined): Attributes {
  const { date, time } = dateAndTime(instance.at, offset);
  const { manufacturer, modelName, serialNumber, softwareVersions } = instance.equipment;
  return {
    SOPInstanceUID: instance.sopInstanceUID,
    InstanceCreationDate: date,
    InstanceCreationTime: time,
    Modality: modality,
    SeriesInstanceUID: instance.seriesInstanceUID,
    SeriesNumber: instance.seriesNumber,
    SeriesDate: date,
    SeriesTime: time,
    ...(instance.seriesDescription === undefined
      ? {}
      : { SeriesDescription: checkText(instance.seriesDescription, 64) }),
    Manufacturer: checkText(manufacturer, 64),
    ManufacturerModelName: checkText(modelName, 64),
    DeviceSerialNumber: checkText(serialNumber, 64),
    SoftwareVersions: checkText(softwareVersions, 64),
    InstanceNumber: instance.instanceNumber,
    ContentDate: date,
    ContentTime: time,
  };
}

function verificationAttributes(report: Report): Attributes {
  if (report.verification === 'unverified') return { VerificationFlag: 'UNVERIFIED' };
  const { by, at } = report.signed;
  return {
    VerificationFlag: 'VERIFIED',
    VerifyingObserverSequence: [
      {
        VerifyingObserverName: by.name,
        VerifyingObserverIdentificationCodeSequence: [
          codeAttributes({ value: by.login, scheme: LOCAL_SCHEME, meaning: by.login }),
        ],
        VerifyingOrganization: checkText(by.organisation, 64),
        VerificationDateTime: dicomDateTime(at),
      },
    ],
  };
}

function referenceAttributes(report: Report): Attributes {
  const { source, images, segmentations = [], predecessors = [] } = report;
  const evidence = [...images, ...segmentations];
  return {
    ReferencedPerformedProcedureStepSequence: null,
    PerformedProcedureCodeSequence: codesIn(source, 'ProcedureCodeSequence').map(codeAttributes),
    ...(evidence.length === 0 ? {} : { CurrentRequestedProcedureEvidenceSequence: evidenceAttributes(evidence) }),
    ...(predecessors.length === 0 ? {} : { PredecessorDocumentsSequence: evidenceAttributes(predecessors) }),
  };
}

function check(report: Report): void {
  const identity = identityOf(report.source);
  for (const other of [...report.images, ...(report.segmentations ?? []), ...(report.predecessors ?? [])])
    checkSameStudy(identity, other.identity);
  const segmentations = new Set((report.segmentations ?? []).map(({ sopInstanceUID }) => sopInstanceUID));
  if (findingsOf(report).length === 0 && report.algorithms.length === 0 && !isWithdrawn(report))
    throw new SrError('nothing-to-say', 'a document without findings must say which algorithm found nothing');
  const seen = new Set<string>();
  for (const { finding, decision } of findingsOf(report)) {
    // The types see to it; a cast would not.
    if (report.verification === 'verified' && (decision as Decision).kind === 'undecided')
      throw new SrError('undecided', 'a verified document holds a finding that nobody decided');
    if (seen.has(finding.trackingUID))
      throw new SrError('duplicate-tracking-uid', 'two findings have the same tracking UID');
    seen.add(finding.trackingUID);
    for (const region of finding.regions)
      if (region.space === 'segment' && !segmentations.has(region.segmentation.sopInstanceUID))
        throw new SrError('unknown-image', 'a finding points at a segmentation that was not named');
  }
}
