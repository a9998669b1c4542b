/** More parts than any tool sends. */
const mostParts = 200;

/**
 * The fields of a multipart form, by name, told by its first line whatever the Content-Type says. Undefined when the
 * text is none. Files keep their text.
 */
export function multipartFields(text: string): readonly (readonly [name: string, value: string])[] | undefined {
  const boundary = /^--[^\s"]{1,70}(?=\r?\n)/.exec(text)?.[0];
  if (boundary === undefined) return undefined;
  const fields: (readonly [string, string])[] = [];
  for (const part of text.split(boundary).slice(1, mostParts + 1)) {
    const gap = /\r?\n\r?\n/.exec(part);
    if (gap === null) continue;
    const name = /^content-disposition:[^\n]{0,200}[;\s]name="([^"\r\n]{1,200})"/im.exec(part.slice(0, gap.index))?.[1];
    if (name === undefined) continue;
    fields.push([name, part.slice(gap.index + gap[0].length).replace(/\r?\n$/, '')]);
  }
  return fields.length === 0 ? undefined : fields;
}
