import { type ContentLine, contentLines } from './content-lines.ts';

/** A part of a calendar (`VEVENT`, `VTIMEZONE`), its lines without BEGIN and END. */
export interface CalendarPart {
  readonly name: string;
  /** Where it begins. */
  readonly line: number;
  /** What stands in it; what stands in parts of its own (`VALARM`, `STANDARD`) is in `inner`. */
  readonly lines: readonly ContentLine[];
  /** All its lines, those of inner parts with their BEGIN and END. */
  readonly inner: readonly ContentLine[];
  /** Whether it and its inner parts end where they should. */
  readonly isWhole: boolean;
}

export interface CalendarParts {
  /** What stands in the calendar itself. */
  readonly lines: readonly ContentLine[];
  readonly parts: readonly CalendarPart[];
  /** Whether its end was reached: a calendar without one is cut off, and nobody knows what is missing. A part that was open then is none of its parts. */
  readonly isWhole: boolean;
}

interface OpenPart {
  readonly name: string;
  readonly line: number;
  readonly lines: ContentLine[];
  readonly inner: ContentLine[];
  readonly open: string[];
}

/**
 * The calendars of a text and their parts, so that what is wrong with one part stays with it. A part that does not end
 * ends where the next one begins; BEGIN and END that belong to nothing are lines like others.
 */
export function calendarsIn(text: string): readonly CalendarParts[] {
  const calendars: { lines: ContentLine[]; parts: CalendarPart[]; isWhole: boolean }[] = [];
  let calendar: (typeof calendars)[number] | undefined;
  let part: OpenPart | undefined;
  const closePart = (isWhole: boolean) => {
    if (part) calendar?.parts.push({ ...part, isWhole: isWhole && part.open.length === 0 });
    part = undefined;
  };
  for (const line of contentLines(text)) {
    const { begins, ends } = boundary(line);
    if (calendar === undefined) {
      if (begins !== 'VCALENDAR') continue;
      calendar = { lines: [], parts: [], isWhole: false };
      calendars.push(calendar);
    } else if (ends === 'VCALENDAR') {
      closePart(false);
      calendar.isWhole = true;
      calendar = undefined;
    } else if (part === undefined || begins === part.name) {
      closePart(false);
      if (begins === undefined) calendar.lines.push(line);
      else part = { name: begins, line: line.number, lines: [], inner: [], open: [] };
    } else if (ends === part.name) closePart(true);
    else addTo(part, line, begins, ends);
  }
  return calendars;
}

function addTo(part: OpenPart, line: ContentLine, begins: string | undefined, ends: string | undefined): void {
  const isInnerEnd = ends !== undefined && ends === part.open.at(-1);
  if (begins !== undefined) part.open.push(begins);
  if (part.open.length === 0) part.lines.push(line);
  part.inner.push(line);
  if (isInnerEnd) part.open.pop();
}

/** What a line begins or ends, if it does. */
function boundary({ text }: ContentLine): { readonly begins?: string | undefined; readonly ends?: string | undefined } {
  const [, word, name] = /^(BEGIN|END):([A-Z0-9-]{1,60})$/.exec(text.slice(0, 80).trimEnd().toUpperCase()) ?? [];
  return word === 'BEGIN' ? { begins: name } : { ends: name };
}
