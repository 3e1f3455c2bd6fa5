// What a person said about what a model said, as codes. DICOM has none for it yet; the profile that is to have them is
// IHE AIRAI. When its codes are published, this file is the only one that changes: it writes the new ones and reads both.
import { type CodedConcept, concept, type Decision, isSame, type PersonObserver } from '../../findings/index.ts';
import { LOCAL_SCHEME } from '../content/concepts.ts';
import type { CodeItem, ContentItem } from '../content/content-item.ts';
import { codeItem } from '../content/make.ts';
import { dicomDateTime, instantOf } from '../document/instant.ts';
import { personItems } from './observers.ts';
import { personsIn } from '../read/observers.ts';

const local = (value: string, meaning: string) => concept(value, LOCAL_SCHEME, meaning);

const ASSESSMENT = local('AI-ASSESSMENT', 'Assessment of AI result');
const REASON = local('AI-REASON', 'Reason for rejection of AI result');

const ANSWER = {
  accepted: local('AI-ACCEPTED', 'AI result accepted'),
  edited: local('AI-EDITED', 'AI result accepted with changes'),
  rejected: local('AI-REJECTED', 'AI result rejected'),
} as const;

/** Reasons to offer when a result is rejected. */
export const REJECTION_REASONS: readonly CodedConcept[] = [
  local('AI-NOT-PRESENT', 'No such finding'),
  local('AI-OTHER-FINDING', 'Other finding'),
  local('AI-NORMAL-ANATOMY', 'Normal anatomy'),
  local('AI-ARTIFACT', 'Artifact'),
  local('AI-WRONG-PLACE', 'Wrong place'),
  local('AI-WRONG-SIZE', 'Wrong extent or measurement'),
  local('AI-KNOWN', 'Known and unchanged'),
  local('AI-NOT-RELEVANT', 'Not relevant'),
];

/** None for what nobody decided, and for what a person drew: that is no AI result. */
export function assessmentItems(decision: Decision): ContentItem[] {
  if (decision.kind === 'undecided' || decision.kind === 'drawn') return [];
  const reason = decision.kind === 'rejected' ? decision.reason : undefined;
  const children = [
    ...personItems(decision.by),
    ...(reason === undefined ? [] : [codeItem('HAS PROPERTIES', REASON, reason)]),
  ];
  const item = codeItem('CONTAINS', ASSESSMENT, ANSWER[decision.kind], children);
  return [{ ...item, observedAt: dicomDateTime(decision.at) }];
}

export function isAssessment(item: ContentItem): item is CodeItem {
  return item.valueType === 'CODE' && isSame(item.concept, ASSESSMENT);
}

/** Undefined when the item does not say who decided what and when. */
export function decisionOf(item: CodeItem): Decision | undefined {
  const by: PersonObserver | undefined = personsIn(item.children)[0];
  const at = instantOf(item.observedAt);
  if (by === undefined || at === undefined) return undefined;
  if (isSame(item.code, ANSWER.accepted)) return { kind: 'accepted', by, at };
  if (isSame(item.code, ANSWER.edited)) return { kind: 'edited', by, at };
  if (!isSame(item.code, ANSWER.rejected)) return undefined;
  const reason = item.children.find((child): child is CodeItem => child.valueType === 'CODE' && isSame(child.concept, REASON)); // prettier-ignore
  return { kind: 'rejected', by, at, ...(reason === undefined ? {} : { reason: reason.code }) };
}
