import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Cipher } from '../ports/cipher.ts';

const algorithm = 'aes-256-gcm';
const prefix = 'v1.';
const nonceLength = 12;
const tagLength = 16;

/** AES-256-GCM under a key derived from the master secret; the text is `v1.` and base64url of nonce, tag and words. */
export function createCipher(masterSecret: string): Cipher {
  const key = Buffer.from(hkdfSync('sha256', masterSecret, '', 'tocsin stored secrets v1', 32));
  return {
    encrypt(text) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(algorithm, key, nonce);
      const words = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return prefix + Buffer.concat([nonce, cipher.getAuthTag(), words]).toString('base64url');
    },

    decrypt(encrypted) {
      if (!encrypted.startsWith(prefix)) throw new Error('not a text of this cipher');
      const bytes = Buffer.from(encrypted.slice(prefix.length), 'base64url');
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceLength), { authTagLength: tagLength });
      decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
      const words = decipher.update(bytes.subarray(nonceLength + tagLength));
      return Buffer.concat([words, decipher.final()]).toString('utf8');
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
