// The content tree of PS3.3 C.17.3, as plain values. Whoever wrote the document, this holds all of it.
import type { CodedConcept } from '../../findings/index.ts';

export type Relationship =
  | 'CONTAINS'
  | 'HAS OBS CONTEXT'
  | 'HAS ACQ CONTEXT'
  | 'HAS CONCEPT MOD'
  | 'HAS PROPERTIES'
  | 'INFERRED FROM'
  | 'SELECTED FROM';

interface Common {
  /** As stored; absent at the root. */
  readonly relationship?: string;
  readonly concept?: CodedConcept;
  readonly children: readonly ContentItem[];
  /** Observation DateTime as DICOM writes it. */
  readonly observedAt?: string;
}

export interface Reference {
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  readonly frames?: readonly number[];
  readonly segments?: readonly number[];
  /** A presentation state to show the image with, a real world value mapping. */
  readonly related?: readonly Reference[];
}

export type ContainerItem = Common & {
  readonly valueType: 'CONTAINER';
  readonly continuity?: string;
  readonly template?: { readonly mappingResource: string; readonly identifier: string };
};
export type TextItem = Common & {
  /** The value as text, for the types whose value is one. */
  readonly valueType: 'TEXT' | 'DATETIME' | 'DATE' | 'TIME' | 'UIDREF' | 'PNAME';
  readonly text: string;
};
export type CodeItem = Common & { readonly valueType: 'CODE'; readonly code: CodedConcept };
export type NumItem = Common & {
  readonly valueType: 'NUM';
  /** Absent where the document gives none; `qualifier` may then say why. */
  readonly value?: number;
  readonly unit?: CodedConcept;
  readonly qualifier?: CodedConcept;
};
export type ReferenceItem = Common & {
  readonly valueType: 'COMPOSITE' | 'IMAGE' | 'WAVEFORM';
  readonly reference: Reference;
};
export type ScoordItem = Common & {
  readonly valueType: 'SCOORD';
  readonly graphicType: string;
  /** Column, row, column, row ... */
  readonly graphicData: readonly number[];
  /** Pixel Origin Interpretation as stored. */
  readonly pixelOrigin?: string;
};
export type Scoord3DItem = Common & {
  readonly valueType: 'SCOORD3D';
  readonly graphicType: string;
  /** x, y, z, x, y, z ... in mm. */
  readonly graphicData: readonly number[];
  readonly frameOfReferenceUID: string;
};
export type TcoordItem = Common & {
  readonly valueType: 'TCOORD';
  readonly rangeType: string;
  readonly positions: readonly (number | string)[];
};
/** Points at another item of the tree instead of holding a value, PS3.3 C.17.3.2.5. */
export type ByReferenceItem = Common & { readonly valueType: 'BY-REFERENCE'; readonly path: readonly number[] };
/** A value type or a value that this reader does not know. It is shown as being there. */
export type OpaqueItem = Common & { readonly valueType: 'OPAQUE'; readonly stated: string };

export type ContentItem =
  | ContainerItem
  | TextItem
  | CodeItem
  | NumItem
  | ReferenceItem
  | ScoordItem
  | Scoord3DItem
  | TcoordItem
  | ByReferenceItem
  | OpaqueItem;
