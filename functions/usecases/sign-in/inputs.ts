import * as z from 'zod';
import { line } from '../inputs.ts';
import { EmailAddress } from '../user/inputs.ts';

/** A path of the same host; what is none counts as `/`. */
const To = z.string().max(10_000).nullish();

export const LinkInput = z.object({
  email: z.preprocess((text) => (typeof text === 'string' ? text.trim() : text), EmailAddress),
  to: To,
});
export type LinkInput = z.infer<typeof LinkInput>;

/** What browsers say in base64url; none of it is as long. */
const Bytes = z
  .string()
  .max(100_000)
  .regex(/^[A-Za-z0-9_-]*$/, 'must be base64url');

const AttemptId = z.string().max(40);

const credential = <Response extends z.ZodType>(response: Response) =>
  z.object({
    id: Bytes,
    rawId: Bytes,
    type: z.literal('public-key'),
    clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
    response,
  });

export const PasskeyBeginning = z.object({ to: To });

export const PasskeySignInInput = z.object({
  attempt: AttemptId,
  credential: credential(
    z.object({ clientDataJSON: Bytes, authenticatorData: Bytes, signature: Bytes, userHandle: Bytes.optional() }),
  ),
});

export const PasskeyName = z.object({ name: line(100) });

export const PasskeyRegistrationInput = z.object({
  attempt: AttemptId,
  name: z.preprocess(
    (text) => (typeof text === 'string' && text.trim() === '' ? undefined : text),
    line(100).optional(),
  ),
  credential: credential(
    z.object({
      clientDataJSON: Bytes,
      attestationObject: Bytes,
      transports: z.array(z.string().max(30)).max(20).optional(),
    }),
  ),
});
