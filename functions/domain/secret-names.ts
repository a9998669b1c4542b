const secretNames =
  /secret|passw|passphrase|token|api[-_]?key|access[-_]?key|private[-_]?key|integrationkey|authorization|credential|cookie|signature$/i;

/** Whether what a member holds is a secret, as far as its name says. */
export const namesSecret = (name: string): boolean => secretNames.test(name);
