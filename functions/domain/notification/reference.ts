/** Which notification a provider's receipt or answer is about, as opaque text that every provider lets through. */
export const referenceTo = ({ scope, id }: { readonly scope: string; readonly id: number }): string =>
  Buffer.from(`${id} ${scope}`).toString('base64url');

/** The notification a reference names; undefined when the text is none. */
export function readReference(reference: string): { readonly scope: string; readonly id: number } | undefined {
  const [, id, scope] = /^(\d{1,16}) (\S+)$/.exec(Buffer.from(reference, 'base64url').toString()) ?? [];
  if (id === undefined || scope === undefined) return undefined;
  return { scope, id: Number(id) };
}
