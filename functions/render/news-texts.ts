import type { AlertNews } from '../domain/alert/alert.ts';
import type { Language } from '../domain/user/user.ts';
import { oneLine } from './plain.ts';
import { type AlertSubject, inLanguage } from './subject-matter.ts';

/** What has happened to an alert that somebody has: "Now high priority. New in this alert: disk of db-2 is full". */
export function newsWords({ names, count, isRaised }: AlertNews, language: Language): string {
  const raised = inLanguage(language, { en: 'Now high priority', de: 'Jetzt hohe Priorität' });
  if (count === 0) return raised;
  const grew = `${inLanguage(language, { en: 'New in this alert', de: 'Neu in diesem Alarm' })}: ${members({ names, count }, language)}`;
  return isRaised ? `${raised}. ${grew}` : grew;
}

/** The names of the first members, and how many there are besides. */
function members({ names, count }: Pick<AlertNews, 'names' | 'count'>, language: Language): string {
  const shown = names.map((name) => withoutEnd(oneLine(name, 120))).filter((name) => name !== '');
  const left = count - shown.length;
  if (shown.length === 0)
    return inLanguage(language, {
      en: count === 1 ? '1 more problem' : `${count} more problems`,
      de: count === 1 ? '1 weiteres Problem' : `${count} weitere Probleme`,
    });
  const more = left > 0 ? inLanguage(language, { en: ` and ${left} more`, de: ` und ${left} weitere` }) : '';
  return `${shown.join(', ')}${more}`;
}

const withoutEnd = (words: string): string => (words.endsWith('.') ? words.slice(0, -1) : words);

/** The same with the alert it is about, for whatever shows ready-made words. */
export const newsText = (alert: AlertSubject, news: AlertNews, language: Language): string =>
  `${newsWords(news, language)}. ${oneLine(alert.source.name, 60)}: ${oneLine(alert.summary, 200)}`;
