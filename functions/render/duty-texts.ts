import type { Instant } from '../domain/time.ts';
import type { Language } from '../domain/user/user.ts';
import type { ReadyText } from './account-texts.ts';
import { inLanguage } from './subject-matter.ts';

/** Whose eyes read it: their language and the zone of their clock. */
export interface Reader {
  readonly language: Language;
  readonly timezone: string;
}

interface Duty {
  readonly start: Instant;
  readonly end: Instant;
}

/** `Mon, 23 Nov, 09:00` on the reader's clock. */
export function moment(instant: Instant, { language, timezone }: Reader): string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timezone,
  });
  return format.format(new Date(instant));
}

/** `Mon, 23 Nov 2026, 09:00:12 CET`: to the second on the reader's clock, and which clock that is. */
export function exactMoment(instant: Instant, { language, timezone }: Reader): string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone: timezone,
  });
  return format.format(new Date(instant));
}

/** What a lead time is called: `15 minutes`, `1 hour`, `24 hours`. */
function lead(minutes: number, language: Language): string {
  const [count, one, many] =
    minutes < 60
      ? [minutes, ...inLanguage(language, { en: ['minute', 'minutes'] as const, de: ['Minute', 'Minuten'] as const })]
      : [minutes / 60, ...inLanguage(language, { en: ['hour', 'hours'] as const, de: ['Stunde', 'Stunden'] as const })];
  return `${count} ${count === 1 ? one : many}`;
}

/** Your shift begins soon. */
export function dutySoonText(schedule: string, { start, end }: Duty, minutes: number, reader: Reader): ReadyText {
  const [from, until] = [moment(start, reader), moment(end, reader)];
  return inLanguage(reader.language, {
    en: {
      subject: `On call in ${lead(minutes, 'en')}: ${schedule}`,
      text: `You will be on call for ${schedule} from ${from} until ${until}.`,
    },
    de: {
      subject: `Bereitschaft in ${lead(minutes, 'de')}: ${schedule}`,
      text: `Sie haben Bereitschaft für ${schedule} von ${from} bis ${until}.`,
    },
  });
}

/** Your shift has begun. */
export function dutyStartText(schedule: string, { end }: Duty, reader: Reader): ReadyText {
  const until = moment(end, reader);
  return inLanguage(reader.language, {
    en: { subject: `You are on call: ${schedule}`, text: `You are on call for ${schedule} now, until ${until}.` },
    de: {
      subject: `Bereitschaft beginnt: ${schedule}`,
      text: `Sie haben jetzt Bereitschaft für ${schedule}, bis ${until}.`,
    },
  });
}

/** Your shift is over. */
export const dutyEndText = (schedule: string, { language }: Reader): ReadyText =>
  inLanguage(language, {
    en: { subject: `Off call: ${schedule}`, text: `Your on-call shift for ${schedule} is over.` },
    de: { subject: `Bereitschaft beendet: ${schedule}`, text: `Ihre Bereitschaft für ${schedule} ist beendet.` },
  });

const mostShown = 5;

/** Somebody has changed your shifts; these are the ones you have now. */
export function dutiesChangedText(schedule: string, duties: readonly Duty[], reader: Reader): ReadyText {
  const shown = duties.slice(0, mostShown).map(({ start, end }) => `${moment(start, reader)} – ${moment(end, reader)}`);
  const more = duties.length - shown.length;
  const list = (moreWords: string) => [...shown, ...(more > 0 ? [`+ ${more} ${moreWords}`] : [])].join('\n');
  return inLanguage(reader.language, {
    en: {
      subject: `Your shifts changed: ${schedule}`,
      text:
        shown.length === 0
          ? `Your shifts in ${schedule} were changed: you are not on call in the next 14 days.`
          : `Your shifts in ${schedule} were changed. In the next 14 days you are on call:\n${list('more')}`,
    },
    de: {
      subject: `Ihre Bereitschaften haben sich geändert: ${schedule}`,
      text:
        shown.length === 0
          ? `Ihre Bereitschaften in ${schedule} wurden geändert: in den nächsten 14 Tagen haben Sie keine.`
          : `Ihre Bereitschaften in ${schedule} wurden geändert. In den nächsten 14 Tagen:\n${list('weitere')}`,
    },
  });
}
