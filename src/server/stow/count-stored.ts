import { z } from 'zod';

// PS3.18 table I.1-1: Referenced SOP Sequence holds what was stored, Failed SOP Sequence what was not.
const REFERENCED_SOP_SEQUENCE = '00081199';
const FAILED_SOP_SEQUENCE = '00081198';

const sequenceSchema = z.object({ Value: z.array(z.unknown()).optional() }).optional();
const answerSchema = z.object({ [REFERENCED_SOP_SEQUENCE]: sequenceSchema, [FAILED_SOP_SEQUENCE]: sequenceSchema });

/** How many instances a STOW-RS answer says were stored and refused; zeros when the answer does not say. */
export function countStored(text: string): { instances: number; refused: number } {
  const answer = answerSchema.safeParse(parse(text));
  if (!answer.success) return { instances: 0, refused: 0 };
  return {
    instances: answer.data[REFERENCED_SOP_SEQUENCE]?.Value?.length ?? 0,
    refused: answer.data[FAILED_SOP_SEQUENCE]?.Value?.length ?? 0,
  };
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value[0] : value;
  } catch {
    // Not JSON: an error page, or an archive that answers in XML. The status still tells the outcome.
    return undefined;
  }
}
