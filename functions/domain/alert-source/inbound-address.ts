const mailTypes: readonly string[] = ['EMAIL', 'EMAIL2'];

/** Whether events of the type come by e-mail. */
export const isMailType = (integrationType: string): boolean => mailTypes.includes(integrationType);

/** Whether events of the type come by text message. */
export const isTextType = (integrationType: string): boolean => integrationType === 'SMS';

const localPart = /^[a-z0-9_](?:[a-z0-9_=~'+-]|\.(?=[a-z0-9_=~'+-])){0,63}$/;

/**
 * Whether a key is an address or a number that many know: whoever knows it may write to it, and do no more. One that was drawn
 * is as good over HTTP as any other.
 */
export const isGuessable = (integrationType: string, key: string): boolean =>
  (isMailType(integrationType) || isTextType(integrationType)) && !/^il1[a-z]{3}[\w-]{25,250}$/.test(key);

/** The key of an e-mail source, or what is wrong with it. */
export type ReadAddress = { readonly key: string } | { readonly problem: string };

/**
 * Reads what people write for the address of an e-mail source: its part before the @, or all of it. The key is the former in
 * lower case, because the domain may change and case means nothing.
 */
export function readMailAddress(given: string, domain: string | undefined): ReadAddress {
  const [local = '', ...hosts] = given.trim().toLowerCase().split('@');
  const host = hosts.join('@');
  if (hosts.length > 0 && domain !== undefined && host !== domain.toLowerCase())
    return { problem: `must be at ${domain}, or be the part before the @ alone` };
  if (!localPart.test(local))
    return { problem: 'must be an address that mail systems take: letters, digits, . _ - and +' };
  if (local.startsWith('alert+')) return { problem: 'must not begin with alert+, which is for replies' };
  // Where no domain is set up nothing arrives, and what was written comes back.
  return { key: domain === undefined && hosts.length > 0 ? `${local}@${host}` : local };
}

/** The whole address of an e-mail source; its first part alone where no domain is set up. */
export const mailAddressOf = (key: string, domain: string | undefined): string =>
  domain === undefined || key.includes('@') ? key : `${key}@${domain}`;

/** A number with what people write between its digits. */
const number = /^(?:\+|00)([1-9]\d{6,14})$/;

/** The number at which a source receives texts, in the form of E.164, or what is wrong with it. */
export function readTextNumber(given: string): ReadAddress {
  const [, digits] = number.exec(given.replace(/[\s().-]/g, '')) ?? [];
  return digits === undefined
    ? { problem: 'must be the number that receives, such as +4915112345678' }
    : { key: `+${digits}` };
}
