import * as z from 'zod';
import { Instant } from '../time.ts';
import { Locale, SubscriberType } from './page-subscriber.ts';

/**
 * That somebody has asked to be told of a page: whether the target is known, new or blocked is found out by whoever takes the request,
 * so that neither the answer nor its time tells.
 */
export const SubscriptionRequest = z.object({
  id: z.string(),
  pageId: z.number(),
  type: SubscriberType,
  target: z.string(),
  locale: Locale,
  services: z.array(z.number()),
  at: Instant,
});
export type SubscriptionRequest = z.infer<typeof SubscriptionRequest>;
