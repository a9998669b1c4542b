import type { Instant } from '../domain/time.ts';
import type { ReadyText } from './account-texts.ts';
import { moment, type Reader } from './duty-texts.ts';
import { oneLine } from './plain.ts';
import { inLanguage } from './subject-matter.ts';

/** What somebody else should take over. */
export interface CoverageShift {
  readonly schedule: string;
  readonly start: Instant;
  readonly end: Instant;
}

/** What became of a request, or that there is one. */
export type CoverageNews = 'ASKED' | 'ACCEPTED' | 'DECLINED' | 'CANCELLED';

const messageLength = 500;

const subjects: Readonly<Record<CoverageNews, Record<Reader['language'], (who: string) => string>>> = {
  ASKED: {
    en: (who) => `${who} asks you to take shifts`,
    de: (who) => `${who} bittet Sie um Übernahme von Bereitschaften`,
  },
  ACCEPTED: {
    en: (who) => `${who} takes your shifts`,
    de: (who) => `${who} übernimmt Ihre Bereitschaften`,
  },
  DECLINED: {
    en: (who) => `${who} does not take your shifts`,
    de: (who) => `${who} übernimmt Ihre Bereitschaften nicht`,
  },
  CANCELLED: {
    en: (who) => `${who} no longer asks you to take shifts`,
    de: (who) => `${who} bittet Sie nicht mehr um Übernahme von Bereitschaften`,
  },
};

/** Tells one side of a coverage request what the other did, with the shifts it is about on the reader's clock. */
export function coverageText(
  news: CoverageNews,
  {
    who,
    shifts,
    message,
  }: { readonly who: string; readonly shifts: readonly CoverageShift[]; readonly message?: string | undefined },
  reader: Reader,
): ReadyText {
  const subject = inLanguage(reader.language, subjects[news])(oneLine(who, 100));
  const lines = shifts.map(
    ({ schedule, start, end }) => `${oneLine(schedule, 100)}: ${moment(start, reader)} – ${moment(end, reader)}`,
  );
  const words = message === undefined ? [] : ['', oneLine(message, messageLength)];
  return { subject, text: [`${subject}:`, ...lines, ...words].join('\n') };
}
