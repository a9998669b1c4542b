import type { AlertNews } from '../domain/alert/alert.ts';
import type { Language } from '../domain/user/user.ts';
import { Document, LinkButton, renderDocument } from './document.tsx';
import { exactMoment, type Reader } from './duty-texts.ts';
import { newsWords } from './news-texts.ts';
import { changedBy, phrases } from './phrases.ts';
import { manyLines, oneLine } from './plain.ts';
import { buttonColour, light } from './style.ts';
import { type AlertSubject, type AnswerAction, type AnswerLinks, type Change, inLanguage } from './subject-matter.ts';

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const actions: readonly AnswerAction[] = ['ACCEPT', 'RESOLVE', 'ESCALATE'];
const answersTo: Readonly<Record<AlertSubject['status'], readonly AnswerAction[]>> = {
  PENDING: actions,
  ACCEPTED: ['RESOLVE', 'ESCALATE'],
  RESOLVED: [],
};

/**
 * The e-mail that asks somebody to answer an alert, with its details and a button for each answer. Who is called in on
 * an accepted alert can accept it, too.
 */
export function pageMail(
  alert: AlertSubject,
  { links, canReply }: { readonly links: AnswerLinks; readonly canReply: boolean },
  reader: Reader,
): MailText {
  const { language } = reader;
  const intro = `${phrases[language].priority[alert.priority]} · ${oneLine(alert.source.name, 80)}`;
  const offered = alert.status === 'RESOLVED' ? [] : actions;
  return alertMail(alert, { intro, links, offered, canReply, subject: subjectOf(alert, language) }, reader);
}

/** The e-mail that tells a responder what happened to an alert. It joins the thread of the pages before it. */
export function updateMail(
  alert: AlertSubject,
  change: Change,
  { links, canReply }: { readonly links: AnswerLinks; readonly canReply: boolean },
  reader: Reader,
): MailText {
  const { language } = reader;
  const by = changedBy(alert, change);
  const intro = phrases[language].happened(change, by === undefined ? undefined : oneLine(by, 80));
  const offered = answersTo[alert.status];
  return alertMail(alert, { intro, links, offered, canReply, subject: `Re: ${subjectOf(alert, language)}` }, reader);
}

/** The e-mail that tells somebody who has the alert what is new in it, in the thread of the pages before it. */
export function newsMail(
  alert: AlertSubject,
  news: AlertNews,
  { links, canReply }: { readonly links: AnswerLinks; readonly canReply: boolean },
  reader: Reader,
): MailText {
  const { language } = reader;
  const words = newsWords(news, language);
  const subject = `Re: ${subjectOf(alert, language)}`;
  const offered = alert.status === 'RESOLVED' ? [] : actions;
  return alertMail(alert, { intro: oneLine(words, 700), links, offered, canReply, subject }, reader);
}

/** After a window: one e-mail that names the alerts held back in it. */
export function summaryMail(
  alerts: readonly { readonly alert: AlertSubject; readonly links: AnswerLinks }[],
  language: Language,
): MailText {
  const count = alerts.length;
  const subject = inLanguage(language, {
    en: count === 1 ? '1 more alert' : `${count} more alerts`,
    de: count === 1 ? '1 weiterer Alarm' : `${count} weitere Alarme`,
  });
  const shown = alerts.slice(0, 50);
  const text = shown
    .map(({ alert, links }) => {
      const lines = answersTo[alert.status].map(
        (action) => `  ${capital(phrases[language].verb[action])}: ${links[action]}`,
      );
      return [`${oneLine(alert.source.name, 80)}: ${oneLine(alert.summary, 300)}`, ...lines].join('\n');
    })
    .join('\n\n');
  const html = (
    <Document language={language} title={subject} width={600}>
      {shown.map(({ alert, links }) => (
        <AlertCard alert={alert} links={links} offered={answersTo[alert.status]} language={language} />
      ))}
    </Document>
  );
  return { subject, text: `${subject}\n\n${text}\n`, html: renderDocument(html) };
}

/** A short e-mail of ready-made words: a confirmation, a code, a test. */
export function plainMail(subject: string, text: string, language: Language): MailText {
  const words = manyLines(text, 4000);
  const title = oneLine(subject, 200);
  const html = (
    <Document language={language} title={title} width={600}>
      {words.split('\n').map((line) => (
        <p class="ink" style={{ margin: '0 0 8px', color: light.ink }}>
          {line}
        </p>
      ))}
    </Document>
  );
  return { subject: title, text: `${words}\n`, html: renderDocument(html) };
}

/** An e-mail about the reader's account, whose one link stands below its subject. */
export function linkMail(subject: string, text: string, href: string, language: Language): MailText {
  const words = manyLines(text, 4000);
  const title = oneLine(subject, 200);
  const html = (
    <Document language={language} title={title} width={600}>
      <p style={{ margin: '0 0 16px' }}>
        <LinkButton href={href} label={title} />
      </p>
      {words.split('\n').map((line) => (
        <p class="ink" style={{ margin: '0 0 8px', color: light.ink }}>
          {line}
        </p>
      ))}
    </Document>
  );
  return { subject: title, text: `${href}\n\n${words}\n`, html: renderDocument(html) };
}

/** The subject that all mails about an alert share, so that mail programs keep them together. */
export const subjectOf = (alert: AlertSubject, language: Language): string => {
  const kind = inLanguage(language, { en: { HIGH: 'ALERT', LOW: 'Alert' }, de: { HIGH: 'ALARM', LOW: 'Alarm' } });
  return `${kind[alert.priority]}: ${oneLine(alert.summary, 150)}`;
};

function alertMail(
  alert: AlertSubject,
  {
    intro,
    links,
    offered,
    canReply,
    subject,
  }: {
    readonly intro: string;
    readonly links: AnswerLinks;
    readonly offered: readonly AnswerAction[];
    readonly canReply: boolean;
    readonly subject: string;
  },
  reader: Reader,
): MailText {
  const { language } = reader;
  const details = alert.details === undefined ? '' : manyLines(alert.details, 4000);
  const replyHint =
    canReply && alert.status !== 'RESOLVED'
      ? inLanguage(language, {
          en: 'Or reply to this e-mail with accept, resolve or escalate on the first line.',
          de: 'Oder antworten Sie auf diese E-Mail mit annehmen, lösen oder eskalieren in der ersten Zeile.',
        })
      : '';
  const text = [
    intro,
    oneLine(alert.summary, 300),
    details,
    alertLinks(alert)
      .map(({ href, text: name }) => (name === href ? href : `${name}: ${href}`))
      .join('\n'),
    offered.map((action) => `${capital(phrases[language].verb[action])}: ${links[action]}`).join('\n'),
    replyHint,
    facts(alert, reader)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  const html = (
    <Document language={language} title={subject} width={600}>
      <p class="faint" style={{ margin: '0 0 12px', color: light.faint }}>
        {intro}
      </p>
      <AlertCard alert={alert} links={links} offered={offered} language={language} details={details} />
      {replyHint !== '' && (
        <p class="faint" style={{ margin: '16px 0 0', color: light.faint }}>
          {replyHint}
        </p>
      )}
      <p class="faint" style={{ margin: '16px 0 0', color: light.faint, fontSize: '13px' }}>
        {facts(alert, reader).map(([name, value], index) => (
          <>
            {index > 0 && <br />}
            {name}: {value}
          </>
        ))}
      </p>
    </Document>
  );
  return { subject, text: `${text}\n`, html: renderDocument(html) };
}

function AlertCard({
  alert,
  links,
  offered,
  language,
  details = '',
}: {
  alert: AlertSubject;
  links: AnswerLinks;
  offered: readonly AnswerAction[];
  language: Language;
  details?: string;
}) {
  return (
    <div
      class="card"
      style={{
        background: light.card,
        border: `1px solid ${light.line}`,
        borderRadius: '8px',
        padding: '16px',
        margin: '0 0 12px',
      }}
    >
      <h2 class="ink" style={{ margin: '0 0 8px', fontSize: '18px', lineHeight: '1.35', color: light.ink }}>
        {oneLine(alert.summary, 300)}
      </h2>
      {details !== '' && (
        <p class="ink" style={{ margin: '0 0 12px', whiteSpace: 'pre-wrap', color: light.ink }}>
          {details}
        </p>
      )}
      {alertLinks(alert).map(({ href, text }) => (
        <p style={{ margin: '0 0 8px' }}>
          <a href={href} class="ink" style={{ color: light.ink }}>
            {text}
          </a>
        </p>
      ))}
      {offered.map((action) => (
        <a
          href={links[action]}
          style={{
            display: 'inline-block',
            margin: '4px 8px 4px 0',
            padding: '12px 20px',
            borderRadius: '6px',
            background: buttonColour[action],
            color: '#ffffff',
            fontWeight: 'bold',
            textDecoration: 'none',
          }}
        >
          {capital(phrases[language].verb[action])}
        </a>
      ))}
    </div>
  );
}

/** The links an alert brought along, those that lead to the web. */
const alertLinks = (alert: AlertSubject): { href: string; text: string }[] =>
  (alert.links ?? [])
    .filter(({ href }) => /^https?:\/\/\S+$/i.test(href))
    .slice(0, 10)
    .map(({ href, text }) => ({ href, text: oneLine(text ?? href, 100) || href }));

function facts(alert: AlertSubject, reader: Reader): (readonly [string, string])[] {
  const { language } = reader;
  const names = inLanguage(language, {
    en: { status: 'Status', source: 'Source', policy: 'Escalation policy', at: 'Reported', id: 'Alert' },
    de: { status: 'Status', source: 'Quelle', policy: 'Eskalationsrichtlinie', at: 'Gemeldet', id: 'Alarm' },
  });
  return [
    [names.status, phrases[language].status[alert.status]],
    [names.source, oneLine(alert.source.name, 80)],
    ...(alert.policy ? [[names.policy, oneLine(alert.policy.name, 80)] as const] : []),
    [names.at, exactMoment(alert.reportTime, reader)],
    [names.id, String(alert.id)],
  ];
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
