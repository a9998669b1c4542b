import type { IncidentStatus } from '../domain/incident/incident.ts';
import type { ServiceStatus } from '../domain/service/status.ts';
import type { WindowMoment } from '../domain/telling/telling.ts';
import type { Instant } from '../domain/time.ts';
import type { Language } from '../domain/user/user.ts';
import { markdownToHtml, markdownToText } from './page/markdown.ts';
import { fullTime } from './page/times.ts';
import { pageWords } from './page/words.ts';
import { manyLines, oneLine } from './plain.ts';
import { type MailParts, subscriberMail } from './subscriber-mail.tsx';

/** A message to a subscriber in all its forms. */
export interface SubscriberWords {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** For a text or a push. */
  readonly short: string;
}

/** The page that tells it. */
export interface TellingPage {
  readonly name: string;
  /** With a slash at its end. */
  readonly url: string;
}

interface Words {
  readonly confirmSubject: (page: string) => string;
  readonly confirmIntro: (page: string) => string;
  readonly confirmReminder: (page: string) => string;
  readonly confirmButton: string;
  readonly confirmIgnore: string;
  readonly affected: string;
  readonly details: string;
  readonly manage: string;
  readonly remove: string;
  readonly why: (page: string) => string;
  readonly moment: Readonly<Record<WindowMoment, string>>;
  readonly from: string;
  readonly until: string;
}

const wordsOf: Readonly<Record<Language, Words>> = {
  en: {
    confirmSubject: (page) => `Confirm your subscription to ${page}`,
    confirmIntro: (page) => `Somebody, probably you, wants this address to be told when something changes on ${page}.`,
    confirmReminder: (page) => `A reminder: your subscription to ${page} is not confirmed yet.`,
    confirmButton: 'Confirm the subscription',
    confirmIgnore: 'If it was not you, do nothing: nothing else will be sent.',
    affected: 'Affected',
    details: 'Details',
    manage: 'Choose what you hear of',
    remove: 'Unsubscribe',
    why: (page) => `You get this because you subscribe to ${page}.`,
    moment: {
      CREATED: 'Maintenance planned',
      DAY_BEFORE: 'Maintenance in 24 hours',
      HOUR_BEFORE: 'Maintenance in an hour',
      STARTED: 'Maintenance has started',
      ENDED: 'Maintenance is over',
    },
    from: 'From',
    until: 'Until',
  },
  de: {
    confirmSubject: (page) => `Abonnement von ${page} bestätigen`,
    confirmIntro: (page) =>
      `Jemand, vermutlich Sie, möchte, dass diese Adresse benachrichtigt wird, wenn sich auf ${page} etwas ändert.`,
    confirmReminder: (page) => `Zur Erinnerung: Ihr Abonnement von ${page} ist noch nicht bestätigt.`,
    confirmButton: 'Abonnement bestätigen',
    confirmIgnore: 'Waren Sie es nicht, ist nichts zu tun: Sie erhalten dann keine weiteren Nachrichten.',
    affected: 'Betroffen',
    details: 'Einzelheiten',
    manage: 'Auswählen, wovon Sie hören',
    remove: 'Abbestellen',
    why: (page) => `Sie erhalten dies, weil Sie ${page} abonniert haben.`,
    moment: {
      CREATED: 'Wartung geplant',
      DAY_BEFORE: 'Wartung in 24 Stunden',
      HOUR_BEFORE: 'Wartung in einer Stunde',
      STARTED: 'Wartung hat begonnen',
      ENDED: 'Wartung ist beendet',
    },
    from: 'Von',
    until: 'Bis',
  },
};

const longestSubject = 200;
const longestText = 20_000;
/** Two parts of a text message. */
const longestShort = 300;

/** What asks somebody whether it was them who subscribed. */
export function confirmationText(
  { page, link, isReminder }: { readonly page: TellingPage; readonly link: string; readonly isReminder: boolean },
  language: Language,
): SubscriberWords {
  const words = wordsOf[language];
  const name = oneLine(page.name, 80);
  const intro = isReminder ? words.confirmReminder(name) : words.confirmIntro(name);
  const subject = words.confirmSubject(name);
  return {
    subject,
    text: `${intro}\n\n${words.confirmButton}: ${link}\n\n${words.confirmIgnore}\n`,
    html: subscriberMail({
      language,
      title: subject,
      heading: name,
      lead: intro,
      button: { label: words.confirmButton, href: link },
      small: [words.confirmIgnore],
    }),
    short: `${name}: ${words.confirmButton} ${link}`,
  };
}

/** What is told, as one reader may hear it. */
export interface ToldText {
  readonly page?: TellingPage | undefined;
  /** IANA. */
  readonly timezone: string;
  readonly summary: string;
  /** Markdown. */
  readonly message: string;
  readonly status: IncidentStatus | { readonly moment: WindowMoment; readonly start: Instant; readonly end: Instant };
  /** `impact` of an incident. */
  readonly services: readonly { readonly name: string; readonly impact?: ServiceStatus }[];
  /** The page of what is told. */
  readonly link?: string | undefined;
  readonly manage?: string | undefined;
  readonly remove?: string | undefined;
}

/** What tells a subscriber of an incident or of planned work. */
export function toldText(told: ToldText, language: Language): SubscriberWords {
  const words = wordsOf[language];
  const shown = pageWords[language];
  const { status, timezone } = told;
  const summary = oneLine(told.summary, longestSubject);
  const state = typeof status === 'string' ? shown.incident[status] : words.moment[status.moment];
  const name = told.page && oneLine(told.page.name, 80);
  const subject = oneLine(`[${state}] ${summary}`, longestSubject);
  const lines = told.services.map(({ name: service, impact }) =>
    impact === undefined ? oneLine(service, 100) : `${oneLine(service, 100)}: ${shown.status[impact]}`,
  );
  const times =
    typeof status === 'string'
      ? []
      : [
          `${words.from}: ${fullTime(status.start, timezone, shown)}`,
          `${words.until}: ${fullTime(status.end, timezone, shown)}`,
        ];
  const body = manyLines(markdownToText(told.message), longestText);
  const links = [
    ...(told.link ? [{ label: words.details, href: told.link }] : []),
    ...(told.manage ? [{ label: words.manage, href: told.manage }] : []),
    ...(told.remove ? [{ label: words.remove, href: told.remove }] : []),
  ];
  const why = name === undefined ? [] : [words.why(name)];
  const parts: MailParts = {
    language,
    title: subject,
    heading: name ?? 'Tocsin',
    lead: summary,
    state,
    times,
    bodyHtml: markdownToHtml(told.message.slice(0, longestText)),
    list: { label: words.affected, lines },
    ...(told.link && { button: { label: words.details, href: told.link } }),
    small: why,
    links: links.slice(told.link ? 1 : 0),
  };
  return {
    subject,
    text: [
      `${summary}\n${state}`,
      times.join('\n'),
      body,
      lines.length > 0 ? `${words.affected}:\n${lines.map((line) => `- ${line}`).join('\n')}` : '',
      links.map(({ label, href }) => `${label}: ${href}`).join('\n'),
      why.join('\n'),
    ]
      .filter((part) => part !== '')
      .join('\n\n')
      .concat('\n'),
    html: subscriberMail(parts),
    short: shortText(`${name === undefined ? '' : `${name}: `}${state}: ${summary}`, told.link),
  };
}

const shortText = (words: string, link: string | undefined): string => {
  const end = link === undefined ? '' : ` ${link}`;
  return `${oneLine(words, Math.max(40, longestShort - end.length))}${end}`;
};
