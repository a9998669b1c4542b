import * as z from 'zod';
import { Id, Moment, Person } from './shapes.ts';

const Page = z.object({
  at: Moment,
  afterMin: z.number(),
  method: z.string(),
  sentAs: z.string().optional(),
  problem: z.enum(['CHANNEL_NOT_AVAILABLE', 'INVALID_NUMBER', 'COUNTRY_NOT_ALLOWED']).optional(),
  /** These three only for those who may see the contacts. */
  rule: z.object({ id: Id }).optional(),
  contact: z.object({ id: Id }).optional(),
  target: z.string().optional(),
});

const Left = z.object({
  method: z.string().optional(),
  reason: z.enum([
    'MUTED',
    'NO_RULE',
    'NO_DEVICE',
    'CHANNEL_NOT_AVAILABLE',
    'CONTACT_MISSING',
    'CONTACT_NOT_VERIFIED',
    'CONTACT_BLOCKED',
  ]),
});

/** What an escalation is going to do. */
export const EscalationForecast = z.object({
  from: Moment,
  pending: z.array(Page.extend({ user: Person })),
  levels: z.array(
    z.object({
      level: z.number().int(),
      pass: z.number().int(),
      at: Moment,
      afterMin: z.number(),
      skipped: z.enum(['NOBODY_ON_CALL', 'NOBODY_REACHABLE', 'POLICY_DELETED']).optional(),
      people: z.array(
        z.object({
          user: Person,
          notifications: z.array(Page),
          left: z.array(Left),
          isRepeat: z.boolean().optional(),
        }),
      ),
    }),
  ),
  endsAt: Moment.optional(),
  endsAfterMin: z.number().optional(),
});

export const AlertPlan = EscalationForecast.extend({ status: z.enum(['PENDING', 'ACCEPTED', 'RESOLVED']) });

export const SimilarAlert = z.object({
  alert: z.object({
    id: Id,
    summary: z.string(),
    reportTime: Moment,
    status: z.enum(['PENDING', 'ACCEPTED', 'RESOLVED']),
    priority: z.enum(['HIGH', 'LOW']),
    resolvedOn: Moment.optional(),
    resolvedBy: z.string().optional(),
  }),
  isSameKey: z.boolean(),
  percent: z.number().int(),
  words: z.array(z.string()),
});
