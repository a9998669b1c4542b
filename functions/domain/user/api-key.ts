import * as z from 'zod';
import { StoredScope } from '../access/scope.ts';
import { Instant, millisecondsOf, plus } from '../time.ts';

/** A key that acts with its owner's rights. Only the SHA-256 of the key is kept; it is shown once. */
export const ApiKey = z.object({
  id: z.number(),
  hash: z.string(),
  userId: z.number(),
  name: z.string(),
  createdAt: Instant,
  /** What it is held to; absent: everything its owner may do. */
  scopes: z.array(StoredScope).optional(),
  /** From then on nobody knows it; absent: it does not end by itself. */
  validUntil: Instant.optional(),
  /** The last day (UTC) on which somebody called with it. */
  lastUsedOn: z.string().optional(),
  /** Made with limits, and kept where code that knows no limits does not find it. */
  isLimited: z.boolean().optional(),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** What every API key begins with, so that a leaked one tells what it is. */
const prefix = 'tocsin_';
/** What keys with scopes or an end begin with besides: it says where to look for them. */
const limitedPrefix = `${prefix}limited_`;

/** The text of a new key. */
export const keyText = (secret: string, isLimited: boolean): string => `${isLimited ? limitedPrefix : prefix}${secret}`;

/** Whether a key says of itself that it was made with limits. */
export const isLimitedKey = (key: string): boolean => key.startsWith(limitedPrefix);

/** Whether the key still opens anything; its end is exclusive. */
export const isValidKey = ({ validUntil }: Pick<ApiKey, 'validUntil'>, now: Instant): boolean =>
  validUntil === undefined || now < validUntil;

/** When the successor of a key ends: it lives as long as its predecessor was meant to, or does not end either. */
export function endOfSuccessor({ createdAt, validUntil }: ApiKey, now: Instant): Instant | undefined {
  if (validUntil === undefined) return undefined;
  return plus(now, { milliseconds: millisecondsOf(validUntil) - millisecondsOf(createdAt) });
}
