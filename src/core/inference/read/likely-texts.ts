// What a line may say, and how likely each is: the sum over all ways in which the reader's columns can spell it. A reader that doubts
// between 8 and 3 still knows that it saw a number.

export interface LikelyText {
  readonly text: string;
  /** 0 to 1, of all texts. */
  readonly probability: number;
}

/** So many beginnings are followed at once; more change nothing but the time it takes. */
const BEAM = 24;
/** A letter less likely than this in its column is not followed. */
const LEAST = 1e-3;

interface Beginning {
  /** Ends in silence, and ends in its last letter. */
  silent: number;
  spoken: number;
}

/** `values` are logarithms of probabilities, `classes` rows of `steps`; class 0 is silence. The likeliest first. */
export function likelyTexts(
  values: Float32Array,
  { classes, steps, said, alphabet }: { classes: number; steps: number; said: number; alphabet: string },
): LikelyText[] {
  let beam = new Map<string, Beginning>([['', { silent: 1, spoken: 0 }]]);
  for (let step = 0; step < Math.min(steps, said); step++) {
    const columns: [letter: string, probability: number][] = [];
    const silence = Math.exp(values[step] ?? -Infinity);
    for (let k = 1; k < classes; k++) {
      const probability = Math.exp(values[k * steps + step] ?? -Infinity);
      if (probability >= LEAST) columns.push([alphabet[k - 1] ?? '', probability]);
    }
    beam = widest(followed(beam, silence, columns));
  }
  const sums = new Map<string, number>();
  for (const [text, { silent, spoken }] of beam) {
    const trimmed = text.trim();
    sums.set(trimmed, (sums.get(trimmed) ?? 0) + silent + spoken);
  }
  return [...sums].map(([text, probability]) => ({ text, probability })).sort((a, b) => b.probability - a.probability);
}

function followed(
  beam: ReadonlyMap<string, Beginning>,
  silence: number,
  columns: readonly [letter: string, probability: number][],
): Map<string, Beginning> {
  const next = new Map<string, Beginning>();
  const at = (text: string): Beginning => {
    const known = next.get(text) ?? { silent: 0, spoken: 0 };
    next.set(text, known);
    return known;
  };
  for (const [text, { silent, spoken }] of beam) {
    at(text).silent += (silent + spoken) * silence;
    for (const [letter, probability] of columns)
      if (text.endsWith(letter)) {
        // Only after a silence is it the same letter once more.
        at(text).spoken += spoken * probability;
        at(text + letter).spoken += silent * probability;
      } else at(text + letter).spoken += (silent + spoken) * probability;
  }
  return next;
}

function widest(all: ReadonlyMap<string, Beginning>): Map<string, Beginning> {
  if (all.size <= BEAM) return new Map(all);
  return new Map([...all].sort(([, a], [, b]) => b.silent + b.spoken - (a.silent + a.spoken)).slice(0, BEAM));
}
