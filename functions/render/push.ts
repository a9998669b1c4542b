import type { AlertNews } from '../domain/alert/alert.ts';
import type { Language } from '../domain/user/user.ts';
import { newsWords } from './news-texts.ts';
import { changedBy, phrases } from './phrases.ts';
import { oneLine } from './plain.ts';
import type { AlertSubject, AnswerLinks, Change } from './subject-matter.ts';

export interface PushText {
  readonly title: string;
  readonly body: string;
  readonly data: Readonly<Record<string, string>>;
}

/** A page on a phone's lock screen; its data carries the links an app's answer buttons open. */
export const pagePush = (alert: AlertSubject, links: AnswerLinks, language: Language): PushText => ({
  title: `${phrases[language].priority[alert.priority]}: ${oneLine(alert.source.name, 60)}`,
  body: oneLine(alert.summary, 200),
  data: {
    alertId: String(alert.id),
    acceptUrl: links.ACCEPT,
    resolveUrl: links.RESOLVE,
    escalateUrl: links.ESCALATE,
  },
});

/** Tells a responder what happened to an alert. */
export function updatePush(alert: AlertSubject, change: Change, language: Language): PushText {
  const by = changedBy(alert, change);
  return {
    title: phrases[language].happened(change, by === undefined ? undefined : oneLine(by, 60)),
    body: oneLine(`${alert.source.name}: ${alert.summary}`, 200),
    data: { alertId: String(alert.id) },
  };
}

/** Tells somebody who has the alert what is new in it. */
export const newsPush = (alert: AlertSubject, news: AlertNews, links: AnswerLinks, language: Language): PushText => ({
  ...pagePush(alert, links, language),
  title: oneLine(newsWords(news, language), 100),
  body: oneLine(`${alert.source.name}: ${alert.summary}`, 200),
});

/** Any other words, such as a test. */
export const plainPush = (text: string): PushText => ({
  title: 'Tocsin',
  body: oneLine(text, 400),
  data: {},
});
