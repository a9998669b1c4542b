import * as z from 'zod';

const word = z
  .string({ error: 'is required' })
  .regex(/^[\x21-\x7e]{1,200}$/, 'must be one word of at most 200 characters');

/** A server-to-server app of Zoom, and the user as whom it speaks: an id or an address. */
export const ZoomApp = z.object({
  accountId: word,
  clientId: word,
  clientSecret: word,
  userId: word.optional(),
});
export type ZoomApp = z.infer<typeof ZoomApp>;

const Key = z.object({ client_email: z.string().min(3), private_key: z.string().min(3) });

function isKey(text: string): boolean {
  try {
    return Key.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** The service account as which Tocsin is an app of Google Chat: its key, as Google's console writes it. */
export const GoogleChatApp = z.object({
  serviceAccount: z
    .string({ error: 'is required' })
    .max(20_000, 'must have at most 20000 characters')
    .refine(isKey, "must be the JSON of a service account's key, with client_email and private_key"),
});
export type GoogleChatApp = z.infer<typeof GoogleChatApp>;
