import { z } from 'zod';

/** `POST /api/session/events`: what the browser does that no other request shows. Who and when come from the token and the server. */
export const sessionEventSchema = z.strictObject({ kind: z.enum(['signed-in', 'locked', 'unlocked']) });
export type SessionEvent = z.infer<typeof sessionEventSchema>;

/** `GET /api/session`: who the gateway thinks is asking, and any emergency access that is still open. */
export const sessionAnswerSchema = z.strictObject({
  name: z.string(),
  roles: z.array(z.string()),
  masked: z.boolean(),
  emergency: z.array(z.strictObject({ emergencyId: z.string(), endsAt: z.string() })),
});
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;
