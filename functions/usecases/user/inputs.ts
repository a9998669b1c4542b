import * as z from 'zod';
import { Role } from '../../domain/access/actor.ts';
import { parseInstant } from '../../domain/time.ts';
import { Language } from '../../domain/user/user.ts';
import { line } from '../inputs.ts';

/** An address that mail can go to: one @, no spaces, quotes, brackets or line breaks, a domain with a dot. */
export const EmailAddress = z
  .string()
  .max(254, 'must have at most 254 characters')
  .regex(
    /^[^\s\p{Cc}@<>"(),:;[\]\\]+@[^\s\p{Cc}@<>"(),:;[\]\\.]+(\.[^\s\p{Cc}@<>"(),:;[\]\\.]+)+$/u,
    'must be an e-mail address',
  );

/** The countries whose phone numbers a user's region may stand for. */
const regions = ['DE', 'GB', 'CH', 'CN', 'IN', 'US', 'FR', 'ES', 'CA', 'IE'] as const;

const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};

const PointInTime = z.string().transform((text, context) => {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  context.addIssue('must be an ISO-8601 date-time with a zone or offset');
  return z.NEVER;
});

/** What a client may write of a user (wire-api §10). */
export const UserInput = z.object({
  email: EmailAddress,
  firstName: line(100),
  lastName: line(100),
  username: line(254).nullish(),
  timezone: z.string().max(100).refine(isTimeZone, 'must be an IANA time zone').nullish(),
  language: Language.nullish(),
  region: z.enum(regions).nullish(),
  role: Role.exclude(['OWNER']).nullish(),
  position: z.string().max(255).nullish(),
  department: z.string().max(255).nullish(),
  shiftColor: z
    .string()
    .regex(/^#?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i, 'must be a color like #1a2b3c')
    .nullish()
    .or(z.literal('')),
  mutedUntil: PointInTime.nullish(),
});
export type UserInput = z.infer<typeof UserInput>;
