import { z } from 'zod';
import type { Correction, FinishedRun } from '../hand-over.ts';
import type { ReviewRecipe } from './recipe.ts';

const boxSchema = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** `ReviewRecipe['drawn']` as it is kept and handed over. */
export const drawnSchema = z.array(
  z.tuple([
    z.string(),
    z.strictObject({
      add: z.array(z.strictObject({ frame: z.union([z.number(), z.literal('all')]), box: boxSchema })),
      drop: z.array(boxSchema),
    }),
  ]),
);

export function drawnAsKept(drawn: ReviewRecipe['drawn']): z.infer<typeof drawnSchema> {
  return drawn.map(([uid, { add, drop }]) => [
    uid,
    { add: add.map(({ frame, box }) => ({ frame, box })), drop: [...drop] },
  ]);
}

/** What draws the same boxes again, on images as the engine alone made them. */
function correctionsOf(drawn: ReviewRecipe['drawn']): Correction[] {
  return drawn.map(([sopInstanceUID, { add, drop }]) => ({
    sopInstanceUID,
    add,
    drop: drop.map((box) => ({ frame: 'all', box, score: 1, reasons: [], verdict: 'covered' })),
  }));
}

/** The same bytes again, as people have made them of what the engines made. */
export async function withDecisions(
  run: FinishedRun,
  { drawn, exceptions }: Pick<ReviewRecipe, 'drawn' | 'exceptions'>,
): Promise<FinishedRun> {
  const read = exceptions.length === 0 ? run : await run.except(exceptions);
  const corrections = correctionsOf(drawn);
  return corrections.length === 0 ? read : read.correct(corrections);
}
