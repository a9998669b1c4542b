/** Keeps what must be read back from being read in the table. */
export interface Cipher {
  encrypt(text: string): string;
  /** Throws when the text was not made by this cipher or was changed. */
  decrypt(encrypted: string): string;
}
