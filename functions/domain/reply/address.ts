const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const replyAddressForm = /^alert\+([a-z2-7]{1,58})@(.+)$/;

/**
 * The address that replies about an alert go to. The token is written in base32, because mail systems may change the
 * case of an address; with `alert+` it stays within the 64 characters of a local part.
 */
export const replyAddress = (token: string, domain: string): string =>
  `alert+${toBase32(Buffer.from(token, 'base64url'))}@${domain}`;

/** The token in a reply address of this domain; undefined when the address is none. */
export function tokenOfReplyAddress(address: string, domain: string): string | undefined {
  const [, base32, host] = replyAddressForm.exec(address.trim().toLowerCase()) ?? [];
  if (base32 === undefined || host !== domain.toLowerCase()) return undefined;
  return fromBase32(base32).toString('base64url');
}

function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31];
  }
  if (bits > 0) text += alphabet[(value << (5 - bits)) & 31];
  return text;
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text) {
    value = ((value << 5) | alphabet.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 0xff);
  }
  return Buffer.from(bytes);
}
