/** Keeps what must be read back from being read in the table. */
export interface Cipher {
  /** Nothing can be opened: secret members of what is read are left out. */
  readonly isSealed?: true;
  encrypt(text: string): string;
  /** Throws when the text was not made by this cipher or was changed. */
  decrypt(encrypted: string): string;
}
