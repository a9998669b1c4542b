import * as z from 'zod';
import { Moment } from './shapes.ts';

/** What is known, or why it is not. */
const part = <T extends z.ZodType>(value: T) => z.object({ value: value.optional(), unknown: z.string().optional() });

const Caps = z.object({ texts: z.number(), calls: z.number() });
const Last = z.object({ lastAt: Moment.nullable() });

export const SystemStatus = z.object({
  at: Moment,
  version: z.string(),
  tick: part(Last),
  canary: part(Last),
  deadLetters: part(z.array(z.object({ queue: z.string(), messages: z.number() }))),
  alarms: part(
    z.array(
      z.object({
        name: z.string(),
        state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
        impact: z.string(),
        since: Moment.optional(),
      }),
    ),
  ),
  mail: part(
    z.object({ perDay: z.number(), sentToday: z.number(), perSecond: z.number(), isInSandbox: z.boolean() }),
  ).optional(),
  texts: part(
    z.object({
      sentBy: z.enum(['SNS', 'END_USER_MESSAGING']),
      isInSandbox: z.boolean(),
      limit: z.number().optional(),
      spent: z.number().optional(),
    }),
  ).optional(),
  channels: z.array(z.object({ channel: z.enum(['SMS', 'VOICE', 'EMAIL', 'PUSH']), isConfigured: z.boolean() })),
  answers: z.object({ bySms: z.boolean(), byMail: z.boolean() }),
  pagesDomain: z.string().optional(),
  limits: z.object({ perUser: Caps.optional(), all: Caps.optional(), phoneCountries: z.array(z.string()).optional() }),
  today: part(Caps),
  cost: part(
    z.object({
      from: Moment,
      alerts: z.number(),
      usd: z.number(),
      messages: z.array(
        z.object({
          channel: z.enum(['SMS', 'VOICE', 'EMAIL', 'PUSH']),
          count: z.number(),
          usd: z.number(),
          price: z.object({ usd: z.number(), unit: z.string(), asOf: z.string(), source: z.string() }),
        }),
      ),
    }),
  ),
});
