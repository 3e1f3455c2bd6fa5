// Images so small that an organ is as high as a line of text: a section of 64 x 64 pixels, a scintigram. Text stays text at twice the
// size; what is text at one size only is the shape of something else.
import type { GreyImage } from './grey-image.ts';
import type { ScoreMap } from './score-map.ts';

const MOST_PIXELS = 128 * 128;
/** Surer than this the first look is believed alone: letters a quarter as high as the image are too large at twice their size. */
const SURE = 0.9;
/** Scores at twice the size are lower for large letters, and a hundredth for everything else. */
const LENIENCE = 15;
/** Cells around it in which the look at twice the size may see it. */
const NEAR = 2;

export function isSmall({ rows, columns }: GreyImage): boolean {
  return rows * columns <= MOST_PIXELS;
}

/** The scores of the first look, as far as the image at twice its size gives reason for them. */
export function confirmedBy(twice: ScoreMap, first: ScoreMap): ScoreMap {
  const scores = first.scores.map((score, at) => {
    if (score >= SURE) return score;
    const row = Math.floor(at / first.columns);
    return Math.min(score, LENIENCE * highestNear(twice, row, at - row * first.columns));
  });
  return { ...first, scores };
}

function highestNear({ rows, columns, scores }: ScoreMap, row: number, column: number): number {
  let most = 0;
  for (let y = Math.max(0, row - NEAR); y <= Math.min(rows - 1, row + NEAR); y++)
    for (let x = Math.max(0, column - NEAR); x <= Math.min(columns - 1, column + NEAR); x++)
      most = Math.max(most, scores[y * columns + x] ?? 0);
  return most;
}
