import * as z from 'zod';
import { Role } from '../access/actor.ts';
import { ChatAccount } from '../chat/chat-account.ts';
import { Instant } from '../time.ts';

export const Language = z.enum(['en', 'de']);
export type Language = z.infer<typeof Language>;

export const ContactStatus = z.enum(['OK', 'LOCKED', 'BLACKLISTED']);

/** A code sent to a contact that its owner must enter; kept as SHA-256. */
const Verification = z.object({ codeHash: z.string(), sentAt: Instant, attempts: z.number() });

const contactBase = {
  id: z.number(),
  /** As the client wrote it; echoed unchanged. */
  target: z.string(),
  status: ContactStatus,
  /** True when an admin created it or its owner has entered the code; only verified contacts get pages and may answer. */
  verified: z.boolean(),
  verification: Verification.optional(),
};
export const EmailContact = z.object({ ...contactBase, /** Lower case, for comparing. */ address: z.string() });
export const PhoneContact = z.object({
  ...contactBase,
  regionCode: z.string(),
  primary: z.boolean(),
  /** E.164, as dialled and compared. */
  e164: z.string(),
  /** ISO 3166; absent for a number of no country, and for those stored before it was kept. */
  country: z.string().optional(),
  /** Its owner texted STOP: no texts until START; calls are no texts. */
  optedOut: z.boolean().optional(),
});
export const PushDevice = z.object({
  id: z.number(),
  platform: z.enum(['GCM', 'APNS']),
  token: z.string(),
  name: z.string().optional(),
  createdAt: Instant,
});
/** A browser that takes pushes (RFC 8030): the address its push service gave it, and the keys that only it can read with. */
export const PushBrowser = z.object({
  id: z.number(),
  endpoint: z.string(),
  /** Its public key and its secret, base64url without padding (RFC 8291). */
  p256dh: z.string(),
  auth: z.string(),
  name: z.string().optional(),
  createdAt: Instant,
  lastSeenAt: Instant,
});
export type EmailContact = z.infer<typeof EmailContact>;
export type PhoneContact = z.infer<typeof PhoneContact>;
export type PushDevice = z.infer<typeof PushDevice>;
export type PushBrowser = z.infer<typeof PushBrowser>;

/** The zone of users who name none, where a deployment does not say otherwise. */
export const usualTimezone = 'Europe/Berlin';

/** Every channel a rule may have been stored with. On WHATSAPP and TELEGRAM nothing is sent; new rules cannot name them. */
export const Method = z.enum(['EMAIL', 'SMS', 'PUSH', 'VOICE', 'WHATSAPP', 'TELEGRAM']);
export type Method = z.infer<typeof Method>;

export const AlertPreference = z.object({
  id: z.number(),
  method: Method,
  contactId: z.number().optional(),
  delayMin: z.number().int().min(0).max(120),
  type: z.enum(['HIGH_PRIORITY', 'LOW_PRIORITY']),
});
export const DutyPreference = z.object({
  id: z.number(),
  method: Method.exclude(['VOICE']),
  contactId: z.number().optional(),
  beforeMin: z.union([0, 15, 30, 60, 180, 360, 720, 1440].map((minutes) => z.literal(minutes))),
  type: z.literal('ON_CALL'),
});
export const UpdatePreference = z.object({
  id: z.number(),
  method: Method.exclude(['VOICE']),
  contactId: z.number().optional(),
  type: z.enum(['ALERT_ACCEPTED', 'ALERT_RESOLVED', 'ALERT_ESCALATED']),
});
export const SubscriptionPreference = z.object({
  id: z.number(),
  method: Method.extract(['EMAIL', 'SMS', 'PUSH']),
  contactId: z.number().optional(),
});
export type AlertPreference = z.infer<typeof AlertPreference>;
export type DutyPreference = z.infer<typeof DutyPreference>;
export type UpdatePreference = z.infer<typeof UpdatePreference>;
export type SubscriptionPreference = z.infer<typeof SubscriptionPreference>;

/** Somebody at a provider: the pair of issuer and subject is theirs for ever, whatever their address. */
export const Identity = z.object({
  issuer: z.string(),
  subject: z.string(),
  teams: z.array(z.number()),
  since: Instant,
});
export type Identity = z.infer<typeof Identity>;

/**
 * A person, with all contacts, devices and notification preferences: one item, so that a step that notifies a hundred
 * people reads them in one call and sees each of them whole.
 */
export const User = z.object({
  id: z.number(),
  version: z.number(),
  username: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: Role,
  timezone: z.string(),
  language: Language,
  region: z.string().optional(),
  position: z.string().optional(),
  department: z.string().optional(),
  shiftColor: z.string().optional(),
  mutedUntil: Instant.optional(),
  createdAt: Instant,
  updatedAt: Instant,
  emails: z.array(EmailContact),
  phones: z.array(PhoneContact),
  devices: z.array(PushDevice),
  /** Beside the devices, so that versions that know no browsers read those all the same. */
  browsers: z.array(PushBrowser).optional(),
  preferences: z.object({
    alerts: z.array(AlertPreference),
    duties: z.array(DutyPreference),
    updates: z.array(UpdatePreference),
    subscriptions: z.array(SubscriptionPreference),
  }),
  /** SHA-256 of the secret in the address of the calendar feed of their shifts; absent until somebody asks for it. */
  feedHash: z.string().optional(),
  /** As whom identity providers know them, with the teams that they have been given by each. */
  identities: z.array(Identity).optional(),
  /** Who they are in chats. */
  chatAccounts: z.array(ChatAccount).optional(),
  /** Not shown in lists: the canary's user. Its alert rules deliver to nobody. */
  hidden: z.boolean().optional(),
});
export type User = z.infer<typeof User>;

export const fullName = (user: Pick<User, 'firstName' | 'lastName'>): string =>
  `${user.firstName} ${user.lastName}`.trim();

export const isMuted = (user: Pick<User, 'mutedUntil'>, now: Instant): boolean =>
  user.mutedUntil !== undefined && now < user.mutedUntil;
