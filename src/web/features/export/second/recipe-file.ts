import { z } from 'zod';
import { exportRequestSchema } from '../../../../contract/index.ts';
import { parseProfile } from '../../../../core/deid/index.ts';
import { drawnAsKept, drawnSchema } from '../run/drawn-boxes.ts';
import type { ReviewRecipe } from '../run/recipe.ts';
import { seal, SealedFileUnreadable, unseal } from './sealed-file.ts';

const recipeSchema = z.strictObject({
  terms: exportRequestSchema,
  profile: z.unknown(),
  key: z.string(),
  pseudonymPrefix: z.string(),
  crosswalk: z.array(z.tuple([z.string(), z.string()])).nullable(),
  studies: z.array(
    z.union([
      z.strictObject({ kind: z.literal('study'), studyInstanceUID: z.string(), modalities: z.array(z.string()) }),
      z.strictObject({ kind: z.literal('refused'), code: z.string() }),
    ]),
  ),
  files: z.int().nonnegative(),
  drawn: drawnSchema,
  exceptions: z.array(z.string()),
});

export function sealRecipe(exportId: string, recipe: ReviewRecipe, code: string): Promise<Blob> {
  const { plan, studies, files, drawn, exceptions } = recipe;
  const { terms, profile, key, pseudonymPrefix, crosswalk } = plan;
  const content: z.input<typeof recipeSchema> = {
    terms,
    profile,
    key: btoa(Array.from(key, (byte) => String.fromCharCode(byte)).join('')),
    pseudonymPrefix,
    crosswalk: crosswalk === undefined ? null : [...crosswalk].map(([a, b]): [string, string] => [a, b]),
    studies: studies.map((study) => (study.kind === 'study' ? { ...study, modalities: [...study.modalities] } : study)),
    files,
    drawn: drawnAsKept(drawn),
    exceptions: [...exceptions],
  };
  return seal({ exportId, kind: 'recipe' }, content, code);
}

export async function unsealRecipe(text: string, code: string): Promise<{ exportId: string; recipe: ReviewRecipe }> {
  const { exportId, content } = await unseal(text, 'recipe', code);
  const parsed = recipeSchema.safeParse(content);
  if (!parsed.success) throw new SealedFileUnreadable();
  const { terms, profile, key, pseudonymPrefix, crosswalk, studies, files, drawn, exceptions } = parsed.data;
  const plan = {
    terms,
    profile: await parseProfile(profile),
    key: Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0)),
    pseudonymPrefix,
    crosswalk: crosswalk === null ? undefined : new Map(crosswalk),
  };
  return { exportId, recipe: { plan, studies, files, drawn, exceptions } };
}
