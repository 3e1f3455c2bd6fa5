import type { ClosureResult, RareCombination } from '../deid/index.ts';
import { assertGenuine } from './batch.ts';
import { isApproved, type ApprovedExport } from './outcome.ts';
import type { ReleaseFacts } from './record/index.ts';

/**
 * What the engines of core/deid found when they ran once more over the finished bytes: `createResidualScan`,
 * `checkClosure` (a withheld instance counts as refused there), `processInstance`'s check of required attributes, and
 * `rareCombinations` over what is really left.
 */
export interface FinalChecks {
  /** Which bytes were checked: hash by SOP Instance UID. All that would leave must be among them. */
  readonly checked: ReadonlyMap<string, string>;
  readonly residual: readonly string[];
  readonly damaged: readonly string[];
  readonly closure: ClosureResult;
  readonly k: number;
  readonly rare: readonly RareCombination[];
}

class PassedChecksOf {
  readonly #made = true;
  readonly approved: ApprovedExport;
  readonly facts: ReleaseFacts['checks'];
  readonly rare: readonly RareCombination[];
  readonly acknowledgesRare: boolean;
  constructor(approved: ApprovedExport, found: FinalChecks, acknowledgesRare: boolean) {
    this.approved = approved;
    this.facts = Object.freeze({
      residual: found.residual.length,
      brokenReferences: found.closure.broken.length,
      damaged: found.damaged.length,
      rareCombinations: found.rare.length,
      k: found.k,
    });
    this.rare = found.rare;
    this.acknowledgesRare = acknowledgesRare;
    Object.freeze(this);
  }
  static is(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #made in value && value.#made;
  }
}
/** Of one approved export: nothing was found, or what was found about rare patients is on a person's conscience. */
export type PassedChecks = PassedChecksOf;

export type Checked =
  | { readonly kind: 'passed'; readonly checks: PassedChecks }
  | {
      readonly kind: 'failed';
      /** SOP Instance UIDs, new ones, by what is wrong with them. */
      readonly unchecked: readonly string[];
      readonly residual: readonly string[];
      readonly damaged: readonly string[];
      readonly brokenReferences: readonly string[];
    }
  | { readonly kind: 'rare'; readonly combinations: readonly RareCombination[] };

/** `acknowledgesRare`: the person was shown the combinations of a first try, and takes them. */
export function checkExport(approved: ApprovedExport, found: FinalChecks, acknowledgesRare: boolean): Checked {
  assertGenuine(isApproved(approved));
  const unchecked = approved.reviewed.released
    .filter(({ sopInstanceUID, sha256 }) => found.checked.get(sopInstanceUID) !== sha256)
    .map(({ sopInstanceUID }) => sopInstanceUID);
  const { residual, damaged } = found;
  const brokenReferences = found.closure.broken;
  if ([unchecked, residual, damaged, brokenReferences].some((list) => list.length > 0))
    return { kind: 'failed', unchecked, residual, damaged, brokenReferences };
  if (found.rare.length > 0 && !acknowledgesRare) return { kind: 'rare', combinations: found.rare };
  return { kind: 'passed', checks: new PassedChecksOf(approved, found, acknowledgesRare) };
}

export function isPassed(value: unknown): value is PassedChecks {
  return PassedChecksOf.is(value);
}
