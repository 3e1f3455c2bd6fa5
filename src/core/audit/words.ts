import { z } from 'zod';

/** Words that programs choose: no sentence, no name and no identifier of a patient fits. */
export const codeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
