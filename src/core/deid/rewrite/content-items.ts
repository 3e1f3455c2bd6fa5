// Content items of structured reports, acquisition contexts, specimen preparations and waveform annotations, PS3.15 E.3.4.
import { asciiBytes, buildDataset, item as firstItem, makeElement, text, textElement } from '../../dicom/index.ts';
import type { Dataset } from '../../dicom/index.ts';
import { DUMMY_TEXT } from '../values/dummy.ts';
import type { ContentItemAction } from './structured-content-table.ts';
import type { Work } from './work.ts';

const RELATIONSHIP_TYPE = 0x0040a010;
const VALUE_TYPE = 0x0040a040;
const CONCEPT_NAME = 0x0040a043;
const TEXT_VALUE = 0x0040a160;
const PERSON_NAME = 0x0040a123;

const REFERENCES: ReadonlySet<string> = new Set(['IMAGE', 'COMPOSITE', 'WAVEFORM', 'UIDREF']);

export type ContentItemRule = {
  readonly action: ContentItemAction | 'by-element';
  readonly valueType: string;
  readonly source: string;
};

export function isContentItem(dataset: Dataset): boolean {
  // References to images and to other items need no concept.
  return dataset.has(RELATIONSHIP_TYPE) || (dataset.has(VALUE_TYPE) && dataset.has(CONCEPT_NAME));
}

/** What happens to a content item. `by-element`: nothing beyond what its elements' own rules say. */
export function contentItemRule(item: Dataset, work: Work): ContentItemRule {
  const valueType = text(item, VALUE_TYPE) ?? '';
  const concept = firstItem(item, CONCEPT_NAME);
  const scheme = concept === undefined ? '' : (text(concept, 0x00080102) ?? '');
  const code = concept === undefined ? '' : (text(concept, 0x00080100) ?? text(concept, 0x00080119) ?? '');
  const source = 'PS3.15 E.3.4-1';
  const cleansContent = work.profile.options.has('clean-structured-content');
  const listed = work.structuredContent.actionFor(scheme, code, valueType);
  // Nobody's name stays, whatever table or option says.
  if (valueType === 'PNAME') return { action: listed === 'X' && !work.keepsPositions ? 'X' : 'D', valueType, source };
  if (listed === undefined)
    return {
      action: cleansContent || valueType !== 'TEXT' ? 'by-element' : 'D',
      valueType,
      source: 'PS3.15 E.1-1 (0040,A730)',
    };
  const keepsReference = REFERENCES.has(valueType) && work.profile.profile.references === 'keep-mapped';
  if (keepsReference) return { action: 'by-element', valueType, source };
  // Without the option nothing in a report is kept for being clean.
  const action = !cleansContent && listed !== 'X' ? 'D' : listed;
  if (action === 'X') return { action: work.keepsPositions ? 'D' : 'X', valueType, source };
  return { action: action === 'K' && REFERENCES.has(valueType) ? 'K' : action, valueType, source };
}

/** `D`: the value of the item says nothing; references and dates are made harmless by the rules of their elements. */
export function withDummyValue(item: Dataset, valueType: string): void {
  if (valueType === 'TEXT' && item.has(TEXT_VALUE)) item.set(textElement(TEXT_VALUE, 'UT', DUMMY_TEXT, item));
  if (valueType === 'PNAME') item.set(makeElement(PERSON_NAME, 'PN', asciiBytes(DUMMY_TEXT)));
}

/** Whether any item refers to another by its position: then none may be taken out. */
export function refersByPosition(dataset: Dataset, depth = 0): boolean {
  if (depth > 64) return true;
  if (dataset.has(0x0040db73)) return true;
  const content = dataset.get(0x0040a730)?.items;
  return content !== undefined && content.some((inner) => refersByPosition(inner, depth + 1));
}

/** What stands in a report of which nothing else is left. */
export function emptyRemark(): Dataset {
  return buildDataset({
    RelationshipType: 'CONTAINS',
    ValueType: 'TEXT',
    ConceptNameCodeSequence: [{ CodeValue: '121106', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Comment' }],
    TextValue: DUMMY_TEXT,
  });
}
