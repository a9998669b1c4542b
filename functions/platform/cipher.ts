import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Cipher } from '../ports/cipher.ts';

const algorithm = 'aes-256-gcm';
const prefix = 'v1.';
const nonceLength = 12;
const tagLength = 16;

/** JSON's white space, two bits each. */
const marks = [' ', '\t', '\n', '\r'] as const;

/**
 * The place as white space behind the JSON, under the same seal: 128 bits of its SHA-256. Versions that know no places
 * skip it when they parse (docs/adr/0011-secrets-stay-in-their-place.md).
 */
const markOf = (place: string): string =>
  [...createHash('sha256').update(place).digest().subarray(0, 16)]
    .flatMap((byte) => [byte >> 6, (byte >> 4) & 3, (byte >> 2) & 3, byte & 3])
    .map((bits) => marks[bits])
    .join('');

/** AES-256-GCM under a data key derived from the master secret; the text is `v1.` and base64url of nonce, tag and words. */
export function createCipher(masterSecret: string): Cipher {
  const key = Buffer.from(hkdfSync('sha256', masterSecret, '', 'tocsin stored secrets v1', 32));
  return {
    encrypt(json, place) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(algorithm, key, nonce);
      const words = Buffer.concat([cipher.update(json.trimEnd() + markOf(place), 'utf8'), cipher.final()]);
      return prefix + Buffer.concat([nonce, cipher.getAuthTag(), words]).toString('base64url');
    },

    decrypt(encrypted, place) {
      if (!encrypted.startsWith(prefix)) throw new Error('not a text of this cipher');
      const bytes = Buffer.from(encrypted.slice(prefix.length), 'base64url');
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceLength), { authTagLength: tagLength });
      decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
      const words = decipher.update(bytes.subarray(nonceLength + tagLength));
      const marked = Buffer.concat([words, decipher.final()]).toString('utf8');
      const json = marked.trimEnd();
      const mark = marked.slice(json.length);
      // Texts of versions that knew no places have no mark, and open wherever they are.
      if (mark !== '' && mark !== markOf(place)) throw new Error('this text was made for another place');
      return json;
    },
  };
}

/** For functions that do without secrets: nothing is opened, and nothing can be stored. */
export const sealed: Cipher = {
  isSealed: true,
  encrypt() {
    throw new Error('this function may not store secrets');
  },
  decrypt() {
    throw new Error('this function may not read secrets');
  },
};
