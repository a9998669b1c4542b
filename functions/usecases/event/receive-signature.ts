import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { at } from '../../integrations/reader.ts';

type Headers = Readonly<Record<string, string | undefined>>;

interface Signature {
  readonly header: string;
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
  /** What stands before it. */
  readonly prefix?: string;
  /** Several with commas between: while a secret is changed, one made with each. */
  readonly isList?: true;
}

/** Where tools put the HMAC of the body, each as its own documentation says. */
const signatures: readonly Signature[] = [
  { header: 'x-tocsin-signature', algorithm: 'sha256', encoding: 'hex' },
  { header: 'x-tocsin-signature', algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' },
  // GitHub
  { header: 'x-hub-signature-256', algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' },
  { header: 'x-hub-signature-256', algorithm: 'sha256', encoding: 'hex' },
  // Jira
  { header: 'x-hub-signature', algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' },
  // Zammad
  { header: 'x-hub-signature', algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=' },
  { header: 'x-grafana-alerting-signature', algorithm: 'sha256', encoding: 'hex' },
  { header: 'x-checkly-signature', algorithm: 'sha256', encoding: 'hex' },
  { header: 'sentry-hook-signature', algorithm: 'sha256', encoding: 'hex' },
  { header: 'ohdear-signature', algorithm: 'sha256', encoding: 'hex' },
  { header: 'x-pagerduty-signature', algorithm: 'sha256', encoding: 'hex', prefix: 'v1=', isList: true },
  // Terraform Cloud
  { header: 'x-tfe-notification-signature', algorithm: 'sha512', encoding: 'hex' },
  // MongoDB Atlas
  { header: 'x-mms-event-signature', algorithm: 'sha1', encoding: 'base64' },
];

/** Where tools put the secret itself. */
const tokenHeaders = ['x-gitlab-token', 'cf-webhook-auth', 'x-honeycomb-webhook-token', 'honeybadger-token'];

/** Of a header so many characters are read, and so many signatures. */
const mostRead = 1_000;
const mostGiven = 5;

function isHmacOf(secret: string, headers: Headers, body: string, signature: Signature): boolean {
  const { header, algorithm, encoding, prefix = '', isList = false } = signature;
  const sent = headers[header]?.slice(0, mostRead);
  if (sent === undefined) return false;
  const given = isList ? sent.split(',', mostGiven) : [sent];
  const expected = createHmac(algorithm, secret).update(body).digest(encoding);
  return given
    .map((one) => one.trim())
    .filter((one) => one.startsWith(prefix))
    .map((one) => one.slice(prefix.length))
    .some((one) => isSame(expected, encoding === 'hex' ? one.toLowerCase() : one));
}

const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

const isSame = (secret: string, given: unknown): boolean =>
  typeof given === 'string' && timingSafeEqual(digest(given), digest(secret));

/**
 * Whether the message knows the source's secret: its HMAC in the header that the tool documents, the secret itself as the
 * tool's token or as a Bearer token, or, as Meraki does, in the body.
 */
export function knowsSecret(secret: string, request: { headers: Headers; raw: string; body: unknown }): boolean {
  const { headers, raw, body } = request;
  if (signatures.some((signature) => isHmacOf(secret, headers, raw, signature))) return true;
  if (tokenHeaders.some((name) => isSame(secret, headers[name]?.trim()))) return true;
  const bearer = headers.authorization?.trim().match(/^Bearer (.{1,2000})$/i)?.[1];
  return isSame(secret, bearer) || isSame(secret, at(body, 'sharedSecret'));
}
