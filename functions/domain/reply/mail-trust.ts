/** A header of a mail in the order of the mail, topmost first. */
export interface MailHeader {
  readonly key: string;
  readonly value: string;
}

const receiver = 'amazonses.com';

/**
 * Whether SES found the mail to be from where it says: DMARC passed for the sender's domain, or a DKIM signature of that
 * domain, or of one above it, did and DMARC does not say otherwise. Only the topmost result counts, because SES puts its
 * own above all that the sender may have written; when another one is on top, SES has not checked this mail.
 */
export function isAuthentic(headers: readonly MailHeader[], from: string): boolean {
  const results = headers.find(({ key }) => key === 'authentication-results')?.value;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  if (results === undefined || domain === '') return false;
  const [server, ...methods] = partsOf(results);
  if (server?.split(/\s/)[0] !== receiver) return false;
  const dmarc = methods.filter((method) => /^dmarc\s*=/.test(method));
  if (dmarc.length > 1 || dmarc.some((method) => /^dmarc\s*=\s*fail/.test(method))) return false;
  return methods.some((method) => passesDmarc(method, domain) || passesDkim(method, domain));
}

/**
 * The parts of a result without their comments. None when something could hide in it: SES repeats the envelope's sender,
 * who may write `"x; dmarc=pass"@evil.example`, or brackets that end a comment early.
 */
function partsOf(results: string): readonly string[] {
  const plain = results.replace(/\([^()"\\]*\)/g, ' ');
  if (/["\\()]/.test(plain)) return [];
  return plain.split(';').map((part) => part.trim().toLowerCase());
}

const fromIn = /(?:^|\s)header\.from\s*=\s*([^\s;]+)/;
const domainIn = /(?:^|\s)header\.d\s*=\s*([^\s;]+)/;
const identityIn = /(?:^|\s)header\.i\s*=\s*([^\s;]+)/;

const valueIn = (method: string, property: RegExp): string | undefined => property.exec(method)?.[1];

function passesDmarc(method: string, domain: string): boolean {
  if (!/^dmarc\s*=\s*pass(\s|$)/.test(method)) return false;
  return valueIn(method, fromIn) === domain;
}

function passesDkim(method: string, domain: string): boolean {
  if (!/^dkim\s*=\s*pass(\s|$)/.test(method)) return false;
  const signer = valueIn(method, domainIn) ?? valueIn(method, identityIn)?.split('@').at(-1);
  if (signer === undefined || !signer.includes('.')) return false;
  return signer === domain || domain.endsWith(`.${signer}`);
}
