// "Rejected for Quality Reasons": the note that takes a wrong stored object out of sight, IHE IOCM and TID 2010.
import { type Attributes, type Dataset, type DicomFile, makeFile, text, TRANSFER_SYNTAX } from '../../dicom/index.ts';
import { type CodedConcept, concept, type DeviceObserver, type PersonObserver } from '../../findings/index.ts';
import { NAME } from '../content/concepts.ts';
import type { ContentItem } from '../content/content-item.ts';
import { codeItem, container, imageItem, textItem } from '../content/make.ts';
import { contentAttributes } from '../content/write-content.ts';
import { composeDataset } from '../document/compose.ts';
import { evidenceAttributes } from '../document/evidence.ts';
import { checkSameStudy, identityOf } from '../document/patient-study.ts';
import type { ReferencedInstance } from '../document/source-image.ts';
import { SrError } from '../errors.ts';
import { deviceItems, personItems } from '../report/observers.ts';
import type { NewInstance } from '../report/report.ts';
import { instanceAttributes } from '../report/write-report.ts';

export const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59';

const REJECTED = concept('113001', 'DCM', 'Rejected for Quality Reasons');

/** Why, CID 7011: those that a computed result can have. */
export const QUALITY_REASON = {
  inappropriateProcessing: concept('111219', 'DCM', 'Inappropriate image processing'),
  softwareFailure: concept('111218', 'DCM', 'Software failure'),
  positioning: concept('111209', 'DCM', 'Positioning'),
  other: concept('111220', 'DCM', 'Other failure'),
} as const;

export interface RejectionNote {
  readonly instance: NewInstance;
  /** The header of one of the rejected objects, or of an image of their study. */
  readonly source: Dataset;
  readonly rejected: readonly [ReferencedInstance, ...ReferencedInstance[]];
  readonly reason: CodedConcept;
  readonly description?: string;
  readonly by: PersonObserver;
  readonly device?: DeviceObserver;
}

/** The note as a file; a person has to answer for it. */
export function writeRejectionNote(note: RejectionNote): DicomFile {
  const identity = identityOf(note.source);
  for (const { identity: other } of note.rejected) checkSameStudy(identity, other);
  if (note.rejected.some(({ sopInstanceUID }) => sopInstanceUID === note.instance.sopInstanceUID))
    throw new SrError('bad-value', 'a note cannot reject itself');
  const attributes: Attributes = {
    SOPClassUID: KEY_OBJECT_SELECTION,
    ...instanceAttributes(note.instance, 'KO', text(note.source, 'TimezoneOffsetFromUTC')),
    ReferencedPerformedProcedureStepSequence: null,
    CurrentRequestedProcedureEvidenceSequence: evidenceAttributes(note.rejected),
    ...contentAttributes(contentOf(note)),
  };
  return makeFile(composeDataset(attributes, note.source), TRANSFER_SYNTAX.explicitLittle);
}

function contentOf({ rejected, reason, description, by, device }: RejectionNote): ContentItem {
  return container(
    undefined,
    REJECTED,
    [
      codeItem('HAS CONCEPT MOD', NAME.documentTitleModifier, reason),
      ...personItems(by),
      ...(device === undefined ? [] : deviceItems(device)),
      ...(description === undefined ? [] : [textItem('CONTAINS', NAME.keyObjectDescription, description)]),
      ...rejected.map(({ sopClassUID, sopInstanceUID }) => referenceItem(sopClassUID, sopInstanceUID)),
    ],
    '2010',
  );
}

/** Documents are composite objects; everything else here has pixels. */
function referenceItem(sopClassUID: string, sopInstanceUID: string): ContentItem {
  const image = imageItem('CONTAINS', undefined, { sopClassUID, sopInstanceUID });
  return sopClassUID.startsWith('1.2.840.10008.5.1.4.1.1.88.') ? { ...image, valueType: 'COMPOSITE' } : image;
}
