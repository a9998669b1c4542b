/** Everything a terminal, a header or a phone could take for more than a letter: controls, bidi marks, zero-width signs. */
const invisible = /[\p{Cc}\p{Cs}\p{Co}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Text on one line: no control characters, no direction marks, single spaces, at most `limit` code points. */
export const oneLine = (text: string, limit: number): string =>
  shorten(text.replace(/\s+/gu, ' ').replace(invisible, '').trim(), limit);

/** Text of several lines, without control characters but line breaks; at most `limit` code points. */
export const manyLines = (text: string, limit: number): string =>
  shorten(
    text
      .replace(/\r\n?/g, '\n')
      .split('\n')
      .map((line) => line.replace(/\t/g, ' ').replace(invisible, '').trimEnd())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    limit,
  );

/** Cuts after `limit` code points, at a word's end where one is near, and marks the cut with `…`. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = [...text];
  if (points.length <= limit) return text;
  if (limit <= 1) return points.slice(0, limit).join('');
  const kept = points.slice(0, limit - 1).join('');
  const lastSpace = kept.lastIndexOf(' ');
  return `${(lastSpace > kept.length * 0.7 ? kept.slice(0, lastSpace) : kept).trimEnd()}…`;
}
