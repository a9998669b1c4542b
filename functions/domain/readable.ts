/** Everything a terminal, a header or a phone could take for more than a letter: controls, bidi marks, zero-width signs. */
const invisible = /[\p{Cc}\p{Cs}\p{Co}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** On one line, with single spaces and what can be read only. */
export const readableLine = (text: string): string => text.replace(/\s+/gu, ' ').replace(invisible, '').trim();

/** On several lines, with what can be read only; never more than one empty line. */
export const readableLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/\t/g, ' ').replace(invisible, '').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
