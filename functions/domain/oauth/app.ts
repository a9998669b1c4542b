import * as z from 'zod';
import { type Scope, StoredScope } from '../access/scope.ts';
import { Instant } from '../time.ts';

/** CONFIDENTIAL: it runs where it can keep a secret. PUBLIC: it cannot, and proves by PKCE that a code is its own. */
export const AppType = z.enum(['CONFIDENTIAL', 'PUBLIC']);
export type AppType = z.infer<typeof AppType>;

/** A program that people may let act for them. */
export const App = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  type: AppType,
  clientId: z.string(),
  /** SHA-256 of its secret, which is shown once. */
  secretHash: z.string().optional(),
  /** Where codes may be sent to: exactly these. */
  redirectUris: z.array(z.string()),
  /** The most it may ask for; absent: anything. */
  scopes: z.array(StoredScope).optional(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type App = z.infer<typeof App>;

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether codes may be sent there: an https address or one on the person's own machine, without credentials and fragment. */
export function isRedirectUri(text: string): boolean {
  if (/[^\x21-\x7e]|[\\#]/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (!text.startsWith(`${protocol}//`)) return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}

/** Whether the app registered exactly this address. */
export const isRegistered = ({ redirectUris }: Pick<App, 'redirectUris'>, uri: string): boolean =>
  redirectUris.includes(uri);

/** The address to send the browser to: a registered one with what is to be told. */
export function answerUri(redirectUri: string, told: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(told)) if (value !== undefined) url.searchParams.append(name, value);
  return url.href;
}

/** Whether a token may outlive its hour. */
export const isOffline = (scopes: readonly Scope[]): boolean =>
  scopes.some((scope) => scope.split(':')[0] === 'offline_access');
