import * as z from 'zod';
import { endpointProblem, isPointOnCurve } from '../../domain/user/web-push.ts';
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

/** A browser's push service gives it an address on the internet, and it makes the keys (RFC 8291). */
const Endpoint = line(1024).refine((text) => endpointProblem(text) === undefined, {
  error: ({ input }) => endpointProblem(String(input)) ?? 'is none',
});

/** A secret of so many bytes in base64url, as browsers tell it; kept without padding. */
const bytesOf = (bytes: number) =>
  line(200)
    .regex(/^[\w-]+={0,2}$/, 'must be base64url')
    .transform((text) => text.replace(/={1,2}$/, ''))
    .refine(
      (text) => Buffer.from(text, 'base64url').length === bytes,
      `must be base64url of ${bytes} bytes, as the browser tells it`,
    );

/** The address of a push-capable app on one device, or a browser's subscription to pushes. */
export const DeviceInput = z
  .object({
    platform: z.enum(['GCM', 'APNS', 'WEB']),
    token: line(4096)
      .regex(/^\S+$/, 'must not contain spaces')
      .refine((token) => !token.startsWith('https:'), 'must be the token of an app: browsers have an endpoint')
      .nullish(),
    endpoint: Endpoint.nullish(),
    p256dh: bytesOf(65).refine(isPointOnCurve, 'must be a public key of the curve P-256').nullish(),
    auth: bytesOf(16).nullish(),
    name: line(255).nullish(),
  })
  .superRefine((device, context) => {
    const needed = device.platform === 'WEB' ? (['endpoint', 'p256dh', 'auth'] as const) : (['token'] as const);
    for (const name of needed) {
      if (device[name] === undefined || device[name] === null)
        context.addIssue({ code: 'custom', path: [name], message: `is required with platform ${device.platform}` });
    }
  });
export type DeviceInput = z.infer<typeof DeviceInput>;

export const TargetSearch = z.object({ target: z.string().max(254) });
export const CodeInput = z.object({ code: z.coerce.string().max(20).nullish() });
export const TestInput = z.object({ method: z.enum(['EMAIL', 'SMS', 'VOICE']).nullish() });
