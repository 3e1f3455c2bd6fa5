import type { Algorithm, CodedConcept, Decision, DeviceObserver, Evaluation, Finding, ImageReference, Instant, PersonObserver } from '../../findings/index.ts'; // prettier-ignore
import type { ContentItem, Reference } from '../content/content-item.ts';
import type { Problem } from '../content/read-content.ts';
import type { Identity } from '../document/patient-study.ts';

/** Who verified a document, and when. What it does not say is absent. */
export interface VerifyingObserver {
  readonly name: string | undefined;
  readonly login: string | undefined;
  readonly organisation: string | undefined;
  readonly at: Instant | undefined;
}

/** An instance that a document names, with its series and study. */
export interface EvidenceReference {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
}

export interface DocumentHeader {
  readonly identity: Identity;
  readonly seriesInstanceUID: string | undefined;
  readonly sopClassUID: string | undefined;
  readonly sopInstanceUID: string | undefined;
  readonly title: CodedConcept | undefined;
  readonly templateIdentifier: string | undefined;
  /** As stored: `COMPLETE`, `VERIFIED`, `PRELIMINARY` ... */
  readonly completion: string | undefined;
  readonly verification: string | undefined;
  readonly preliminary: string | undefined;
  readonly verifyingObservers: readonly VerifyingObserver[];
  /** DA and TM as stored. */
  readonly contentDate: string | undefined;
  readonly contentTime: string | undefined;
  readonly evidence: readonly EvidenceReference[];
  readonly predecessors: readonly EvidenceReference[];
}

/** Something in a measurement report that is not part of any finding below. */
export interface NotPlaced {
  readonly path: readonly number[];
  readonly valueType: string;
  readonly concept: CodedConcept | undefined;
  readonly reason:
    | 'unknown-item' // nothing that this reader has a place for
    | 'no-image' // a shape that does not say which image it lies on
    | 'bad-shape' // a graphic type, or a number of points, that is no shape
    | 'no-value' // a number without value or unit, a code or text without content
    | 'no-decision' // an assessment that does not say who decided what and when
    | 'unresolved'; // a reference to an item that is not there
}

type Stated = Omit<Finding, 'trackingUID' | 'trackingIdentifier'>;

/** A measurement group, as far as it was understood. Whatever the document does not say is absent, never made up. */
export interface ReadFinding extends Stated {
  readonly path: readonly number[];
  readonly trackingUID?: string;
  readonly trackingIdentifier?: string;
  /** Only what the document states about a decision. */
  readonly decision?: Decision;
  /** Images the group refers to apart from its regions. */
  readonly images: readonly ImageReference[];
}

interface Document {
  readonly header: DocumentHeader;
  readonly tree: ContentItem;
  readonly problems: readonly Problem[];
  /** Everything the document points at, each once: where its links go. */
  readonly references: readonly Reference[];
}

/** TID 1500, whoever wrote it. */
export interface MeasurementReport extends Document {
  readonly kind: 'measurement-report';
  readonly devices: readonly DeviceObserver[];
  readonly persons: readonly PersonObserver[];
  readonly procedures: readonly CodedConcept[];
  readonly library: readonly ImageReference[];
  readonly findings: readonly ReadFinding[];
  /** Statements about the whole. */
  readonly statements: readonly Evaluation[];
  /** Algorithms of which the document says that they found nothing above their threshold. */
  readonly silentAlgorithms: readonly Algorithm[];
  readonly notPlaced: readonly NotPlaced[];
}

/** Any other document: a tree to read. */
export interface OtherDocument extends Document {
  readonly kind: 'other';
}

export type StructuredReport = MeasurementReport | OtherDocument;
