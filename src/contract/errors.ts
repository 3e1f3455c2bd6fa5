import { z } from 'zod';

/** Every failure of the gateway: a stable code, a sentence for a person, an id to quote. Never a value from a dataset. */
export const problemSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  message: z.string().min(1).max(300),
  correlationId: z.string().min(8).max(64),
});
export type Problem = z.infer<typeof problemSchema>;
