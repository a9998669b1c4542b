import * as z from 'zod';
import { history, Id, Moment, Person, Reference } from './shapes.ts';

/* What the API answers of users, with what is theirs, and of teams. */

export const Invitation = z.object({
  status: z.enum(['PENDING', 'EXPIRED']),
  sentAt: Moment,
  expiresAt: Moment,
});

export const User = z.object({
  id: Id,
  username: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: z.string(),
  timezone: z.string(),
  language: z.enum(['en', 'de']),
  region: z.string().optional(),
  position: z.string().optional(),
  department: z.string().optional(),
  shiftColor: z.string().optional(),
  mutedUntil: Moment.optional(),
  /** For administrators who ask: null for whoever has been in, or was never invited. */
  invitation: Invitation.nullable().optional(),
  ...history,
});

export const Place = z.object({
  kind: z.string(),
  id: Id.or(z.string()),
  name: z.string().optional(),
  leavesEmpty: z.boolean().optional(),
  hindersDeletion: z.boolean(),
});

const contact = { id: Id, target: z.string(), status: z.string(), verified: z.boolean() };
export const Email = z.object(contact);
export const Phone = z.object({ ...contact, regionCode: z.string(), primary: z.boolean() });
export const Device = z.object({
  id: Id,
  platform: z.string(),
  name: z.string().optional(),
  tokenEnd: z.string(),
  createdAt: Moment,
  /** Of a browser. */
  lastSeenAt: Moment.optional(),
});
export const WebPush = z.object({ publicKey: z.string() });
export const rule = { id: Id, method: z.string(), contact: z.object({ id: Id }).nullable() };
export const Session = z.object({
  id: z.string(),
  method: z.string(),
  userAgent: z.string(),
  createdAt: Moment,
  lastSeenAt: Moment,
  /** The one that asks. */
  isCurrent: z.boolean().optional(),
});
export const Grant = z.object({
  id: z.string(),
  app: Reference,
  scopes: z.array(z.string()),
  createdAt: Moment,
  expiresAt: Moment,
});
export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  createdAt: Moment,
  scopes: z.array(z.string()).optional(),
  expiresAt: Moment.optional(),
  lastUsedAt: z.string().optional(),
  key: z.string().optional(),
});

export const Team = z.object({
  id: Id,
  name: z.string(),
  visibility: z.enum(['PUBLIC', 'PRIVATE']),
  members: z.array(z.object({ user: Person, role: z.string() })),
  ...history,
});
