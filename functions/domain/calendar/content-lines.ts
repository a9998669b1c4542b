/** A line of a calendar after unfolding; `number` counts the lines of the text from 1. */
export interface ContentLine {
  readonly number: number;
  readonly text: string;
}

/** The lines of a calendar, unfolded, whatever ends them and whatever mark the text begins with; empty ones are left out. */
export function contentLines(text: string): readonly ContentLine[] {
  const lines: { number: number; pieces: string[] }[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const before = lines.at(-1);
    if (/^[ \t]/.test(line) && before !== undefined) before.pieces.push(line.slice(1));
    else if (line.trim() !== '') lines.push({ number: index + 1, pieces: [line] });
  }
  return lines.map(({ number, pieces }) => ({ number, text: withQuotedZone(pieces.join('')) }));
}

/**
 * A time whose zone's name has colons, commas or a stray quotation mark, with that name in quotation marks: Outlook
 * writes `DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20261207T090000`.
 */
function withQuotedZone(line: string): string {
  if (!/^(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID);/i.test(line)) return line;
  // A time of this form has no colon, so the last one ends the parameters.
  const end = line.lastIndexOf(':');
  const parameters = line.slice(0, end).split(';');
  const isBalanced = line.slice(0, end).split('"').length % 2 === 1;
  const zoneAt = parameters.findIndex((parameter) => /^TZID=/i.test(parameter));
  const zone = parameters[zoneAt]?.slice('TZID='.length).trim() ?? '';
  if (end < 0 || zoneAt < 0 || (isBalanced && (zone.startsWith('"') || !/[:,"]/.test(zone)))) return line;
  parameters[zoneAt] = `TZID="${zone.replaceAll('"', '')}"`;
  return `${parameters.join(';')}${line.slice(end)}`;
}
