/**
 * Keeps what must be read back from being read in the table, each text in one place: `SOURCE#17 metadata`, the key of the
 * entity's item and the member. Texts are JSON.
 */
export interface Cipher {
  /** Nothing can be opened: secret members of what is read are left out. */
  readonly isSealed?: true;
  encrypt(json: string, place: string): string;
  /** Throws when the text was not made by this cipher, was changed, or was made for another place. */
  decrypt(encrypted: string, place: string): string;
}
