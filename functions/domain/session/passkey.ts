import * as z from 'zod';
import { Instant } from '../time.ts';

/** A key pair that a person's device keeps for this host; here is its public half. */
export const Passkey = z.object({
  /** A ULID, for lists. */
  id: z.string(),
  /** The device's own name for it (base64url). */
  credentialId: z.string(),
  /** COSE, base64url. */
  publicKey: z.string(),
  /** How often it has signed, where the device counts: one that falls back is a copy. */
  counter: z.number(),
  transports: z.array(z.string()),
  userId: z.number(),
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.optional(),
});
export type Passkey = z.infer<typeof Passkey>;

/** More of them one person cannot have. */
export const mostPasskeys = 20;

/** What stands for the user within a passkey; it says nothing of them. */
export const userHandleOf = (userId: number): string => Buffer.from(`user-${userId}`).toString('base64url');
