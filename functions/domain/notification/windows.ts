import * as z from 'zod';
import { Instant } from '../time.ts';

/** Short codes given to one phone number in the last 24 hours, so that `A7` says which alert is meant. */
export const Conversation = z.object({
  address: z.string(),
  version: z.number(),
  codes: z.array(z.object({ code: z.number(), alertId: z.number(), userId: z.number(), sentAt: Instant })),
  /** The alerts of summaries that may be accepted all at once. */
  offered: z.array(z.object({ alertId: z.number(), userId: z.number(), sentAt: Instant })).optional(),
});
export type Conversation = z.infer<typeof Conversation>;

/**
 * A pacing window (features.md §8): what was admitted and what was held back since `startedAt`, for one target (and
 * source, where the rule says so). Ids that were admitted are never suppressed afterwards.
 */
export const Window = z.object({
  id: z.string(),
  version: z.number(),
  startedAt: Instant,
  endsAt: Instant,
  admitted: z.array(z.object({ scope: z.string(), id: z.number(), at: Instant, digest: z.string().optional() })),
  aggregated: z.array(z.object({ scope: z.string(), id: z.number(), alertId: z.number() })),
  /** Who the summary at the end goes to. */
  summary: z
    .object({
      channel: z.enum(['SMS', 'VOICE', 'EMAIL']),
      target: z.string(),
      userId: z.number(),
      contactId: z.number().optional(),
      language: z.enum(['en', 'de']),
    })
    .optional(),
  dueAt: Instant.optional(),
});
export type Window = z.infer<typeof Window>;

/** A window that opens now: it keeps what of its predecessor must still be remembered, and owes nothing. */
export const openedWindow = (
  predecessor: Window | undefined,
  content: Pick<Window, 'id' | 'startedAt' | 'endsAt' | 'admitted'>,
): Window => ({ ...content, version: predecessor?.version ?? 0, aggregated: [] });
