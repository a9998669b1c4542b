/** Which notification a provider's receipt or answer is about, as opaque text that every provider lets through. */
export const referenceTo = ({ scope, id }: { readonly scope: string; readonly id: number }): string =>
  Buffer.from(`${id} ${scope}`).toString('base64url');

/** The notification a reference names; undefined when the text is none. */
export function readReference(reference: string): { readonly scope: string; readonly id: number } | undefined {
  const found = /^(\d{1,16}) (\S+)$/.exec(Buffer.from(reference, 'base64url').toString());
  if (found === null) return undefined;
  const [, id, scope = ''] = found;
  return { scope, id: Number(id) };
}
