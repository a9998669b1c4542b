/** A header of a mail in the order of the mail, topmost first. */
export interface MailHeader {
  readonly key: string;
  readonly value: string;
}

const receiver = 'amazonses.com';

/**
 * Whether SES found the mail to be from where it says: DMARC passed for the sender's domain, or a DKIM signature of that
 * domain, or of one above it, did. Only the topmost result counts, because SES puts its own above all that the
 * sender may have written; when another one is on top, SES has not checked this mail.
 */
export function isAuthentic(headers: readonly MailHeader[], from: string): boolean {
  const results = headers.find(({ key }) => key === 'authentication-results')?.value;
  const domain = from.split('@').at(-1);
  if (results === undefined || domain === undefined || domain === '') return false;
  const [server, ...methods] = withoutComments(results)
    .split(';')
    .map((part) => part.trim().toLowerCase());
  if (server?.split(/\s/)[0] !== receiver) return false;
  return methods.some((method) => passesDmarc(method, domain) || passesDkim(method, domain));
}

const withoutComments = (value: string): string => value.replace(/\([^()]*\)/g, ' ');

function passesDmarc(method: string, domain: string): boolean {
  if (!/^dmarc\s*=\s*pass(\s|$)/.test(method)) return false;
  return propertyOf(method, 'header.from') === domain;
}

function passesDkim(method: string, domain: string): boolean {
  if (!/^dkim\s*=\s*pass(\s|$)/.test(method)) return false;
  const signer = propertyOf(method, 'header.d') ?? propertyOf(method, 'header.i')?.split('@').at(-1);
  if (signer === undefined || !signer.includes('.')) return false;
  return signer === domain || domain.endsWith(`.${signer}`);
}

function propertyOf(method: string, name: string): string | undefined {
  const [, value] = new RegExp(`(?:^|\\s)${name.replace('.', '\\.')}\\s*=\\s*"?([^\\s";]+)`).exec(method) ?? [];
  return value;
}
