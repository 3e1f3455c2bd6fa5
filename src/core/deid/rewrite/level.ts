import { characterSetOf, ownCharacterSetTerms } from '../../dicom/index.ts';
import type { CharacterSet, Dataset, Element } from '../../dicom/index.ts';
import type { TypeCursor } from '../profile/attribute-types.ts';

/** Where in an instance the rewriting is. */
export class Level {
  readonly types: TypeCursor;
  /** Path of the data set for the report, ending in a point; empty at the top. */
  readonly path: string;
  private readonly own: Dataset;
  private readonly outer: Level | undefined;
  private known: CharacterSet | undefined;
  private terms: string | undefined;
  /**
   * Set when somebody looked at the data set. Until then only the element itself, its character set and its Type can have
   * decided what happens to it.
   */
  wasLookedAt: boolean;

  constructor(dataset: Dataset, types: TypeCursor, path: string, outer?: Level) {
    this.types = types;
    this.path = path;
    this.own = dataset;
    this.outer = outer;
    this.known = undefined;
    this.terms = undefined;
    this.wasLookedAt = false;
  }

  /** The data set as read, for whoever must see what stands beside an element. */
  get dataset(): Dataset {
    this.wasLookedAt = true;
    return this.own;
  }

  /** The elements one by one, which is no looking around. */
  get elements(): readonly Element[] {
    return this.own.elements;
  }

  /** In which texts are read and written. Throws `DicomError` for one that nobody knows, but only where one is needed. */
  get characterSet(): CharacterSet {
    this.known ??= characterSetOf(this.own);
    return this.known;
  }

  /** As declared, here or around. */
  get characterSetTerms(): string {
    this.terms ??= ownCharacterSetTerms(this.own) ?? this.outer?.characterSetTerms ?? '';
    return this.terms;
  }
}
