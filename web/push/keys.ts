/** A key in base64url as the bytes that browsers subscribe with. */
export function bytesOfKey(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Whether a browser has subscribed with this key. */
export function isKey(bytes: ArrayBuffer | null | undefined, key: string): boolean {
  const expected = bytesOfKey(key);
  const actual = new Uint8Array(bytes ?? new ArrayBuffer(0));
  return actual.length === expected.length && actual.every((byte, at) => byte === expected[at]);
}
