import type { CodedConcept } from './concept/coded-concept.ts';
import type { ImageReference, ImageRegion, PatientRegion, Region } from './geometry/region.ts';

/** What computed something, TID 4019. */
export interface Algorithm {
  readonly name: string;
  readonly version: string;
  readonly manufacturer?: string;
  readonly family?: CodedConcept;
  /** `key=value` each; hash of the model and operating threshold are among those of our own, see `modelParameters`. */
  readonly parameters?: readonly string[];
}

/** A number that was measured, TID 300 and 1419. */
export interface Measurement {
  readonly concept: CodedConcept;
  readonly value: number;
  readonly unit: CodedConcept;
  /** Mean, maximum ... of the quantity over the region. */
  readonly derivation?: CodedConcept;
  readonly method?: CodedConcept;
  /** What computed it; without one, what found the finding. */
  readonly algorithm?: Algorithm;
  /** Where it was measured, when that is not the region of the finding: the line of a length, the arms of an angle. */
  readonly along?: ImageRegion | PatientRegion;
  readonly sources?: readonly ImageReference[];
}

/** A statement in codes or words about the finding: question and answer. */
export interface Evaluation {
  readonly concept: CodedConcept;
  readonly answer: CodedConcept | string;
  /** What the words point at. */
  readonly along?: ImageRegion;
}

export interface FindingSite {
  readonly anatomy: CodedConcept;
  readonly laterality?: CodedConcept;
  readonly modifier?: CodedConcept;
}

/** How sure the algorithm is, 0 to 1, and what of. */
export interface Score {
  readonly concept: CodedConcept;
  readonly value: number;
}

/** One thing that a model or a person saw: where, what, how large. */
export interface Finding {
  /** Made once, when the finding is made; the same in every document, mask and copy ever after. */
  readonly trackingUID: string;
  /** For people: "Nodule 3". */
  readonly trackingIdentifier: string;
  readonly category?: CodedConcept;
  /** What was found. Absent where a person only measured something. */
  readonly type?: CodedConcept;
  readonly sites: readonly FindingSite[];
  /** None for a pure measurement, one for a planar finding, several for one over many slices. */
  readonly regions: readonly Region[];
  readonly score?: Score;
  readonly measurements: readonly Measurement[];
  readonly evaluations: readonly Evaluation[];
  /** Absent when a person made it. */
  readonly algorithm?: Algorithm;
}

/** What a model says: it must say what it found, where, and which model it is. */
export interface ProposedFinding extends Finding {
  readonly type: CodedConcept;
  readonly regions: readonly [Region, ...Region[]];
  readonly algorithm: Algorithm;
}

/** The parameters every result of a model names: its file and its operating point. */
export function modelParameters(sha256: string, threshold: number | undefined): string[] {
  return [`sha256=${sha256}`, ...(threshold === undefined ? [] : [`threshold=${threshold}`])];
}

/** Hash and threshold out of the parameters of an algorithm; undefined where they are not named. */
export function modelOf({ parameters = [] }: Algorithm): { sha256: string | undefined; threshold: number | undefined } {
  const valueOf = (key: string): string | undefined =>
    parameters.find((parameter) => parameter.startsWith(`${key}=`))?.slice(key.length + 1);
  const threshold = Number(valueOf('threshold') ?? Number.NaN);
  return { sha256: valueOf('sha256'), threshold: Number.isFinite(threshold) ? threshold : undefined };
}
