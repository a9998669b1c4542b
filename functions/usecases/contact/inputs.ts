import * as z from 'zod';
import { line } from '../inputs.ts';
import { EmailAddress } from '../user/inputs.ts';

/** What a client may write of an e-mail contact (wire-api §10.1). */
export const EmailContactInput = z.object({ target: EmailAddress });
export type EmailContactInput = z.infer<typeof EmailContactInput>;

/** What a client may write of a phone contact: national digits of the region, or E.164. */
export const PhoneContactInput = z.object({
  regionCode: z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters'),
  target: line(40),
  primary: z.boolean().nullish(),
});
export type PhoneContactInput = z.infer<typeof PhoneContactInput>;

/** The address of a push-capable app on one device. */
export const DeviceInput = z.object({
  platform: z.enum(['GCM', 'APNS']),
  token: line(4096).regex(/^\S+$/, 'must not contain spaces'),
  name: line(255).nullish(),
});
export type DeviceInput = z.infer<typeof DeviceInput>;

export const TargetSearch = z.object({ target: z.string().max(254) });
export const CodeInput = z.object({ code: z.coerce.string().max(20).nullish() });
export const TestInput = z.object({ method: z.enum(['EMAIL', 'SMS', 'VOICE']).nullish() });
