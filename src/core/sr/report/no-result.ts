// A model that found nothing: said as such, with its threshold, in the Qualitative Evaluations of TID 1500.
import { type Algorithm, concept, type Evaluation, isSame } from '../../findings/index.ts';
import { LOCAL_SCHEME, NAME } from '../content/concepts.ts';
import type { CodeItem, ContentItem } from '../content/content-item.ts';
import { codeItem, container } from '../content/make.ts';
import { algorithmItems } from './algorithm.ts';

const RESULT = concept('AI-RESULT', LOCAL_SCHEME, 'Result of AI');
const MEASUREMENTS = concept('MEASUREMENTS', LOCAL_SCHEME, 'Measurements');
const WITHDRAWN = concept('WITHDRAWN', LOCAL_SCHEME, 'Withdrawn by their author');
const NOTHING = concept('AI-NOTHING-ABOVE', LOCAL_SCHEME, 'Nothing above threshold');

export function noResultContainer(algorithms: readonly Algorithm[]): ContentItem[] {
  if (algorithms.length === 0) return [];
  const said = algorithms.map((algorithm) => codeItem('CONTAINS', RESULT, NOTHING, algorithmItems(algorithm)));
  return [container('CONTAINS', NAME.qualitativeEvaluations, said)];
}

/** All that the documents before it held was taken back. TID 1500 wants one of its containers, and this says why it is the only one. */
export function withdrawnContainer(): ContentItem {
  return container('CONTAINS', NAME.qualitativeEvaluations, [codeItem('CONTAINS', MEASUREMENTS, WITHDRAWN)]);
}

/** Whether a statement of a document says that. */
export function isWithdrawal({ concept: of, answer }: Evaluation): boolean {
  return isSame(of, MEASUREMENTS) && typeof answer !== 'string' && isSame(answer, WITHDRAWN);
}

export function isNoResult(item: ContentItem): item is CodeItem {
  return item.valueType === 'CODE' && isSame(item.concept, RESULT) && isSame(item.code, NOTHING);
}
