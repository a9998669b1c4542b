/** Values are looked at this far, and no result is longer. */
export const longestText = 65_536;

/** The beginning of a text that has room, never with half a character at its end. */
export const cut = (text: string, length = longestText): string =>
  text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');

/** A value as text: nothing for what is missing or null, compact JSON for objects and lists. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return cut(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** Whether a section of this value is rendered: not for nothing, null, false, empty text and empty lists. */
export const isSomething = (value: unknown): boolean =>
  !(
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
