import { headline, lines, linksOf, particulars } from '../words.ts';
import type { Told } from './slack-message.ts';

const marks = { PENDING: '🔴', ACCEPTED: '🟡', RESOLVED: '🟢' } as const;

/** An alert as a message of plain text: its first message says all, those after it what has happened. */
export function plainMessage(told: Told, limit: number): string {
  const { alert, deed, trigger } = told;
  const isFirst = trigger === 'alert-created';
  const top = `${marks[alert.status]} ${headline(told, 250)}`;
  const links = linksOf(told)
    .slice(0, isFirst ? 4 : 1)
    .map(({ text, href }) => `${text}: ${href}`);
  const known = isFirst ? particulars(told).map(([name, value]) => `${name}: ${value}`) : [];
  const below = [known.join('\n'), links.join('\n')].filter((part) => part !== '').join('\n\n');
  const room = Math.max(limit - top.length - below.length - 4, 0);
  const said = lines(isFirst ? (alert.details ?? '') : (deed.comment ?? ''), room);
  return lines([top, said.length <= 1 ? '' : said, below].filter((part) => part !== '').join('\n\n'), limit);
}

/** Text in which Markdown sees nothing but text: no links, no mentions, no headings. */
export const plainMarkdown = (text: string): string =>
  text
    .replace(/[\\`*_~|[\]()#>]/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/@(?=\S)/g, '@\u200b');
