import { event, type Integration, ignored, type Reading } from './adapter.ts';
import { readAlertGroup } from './prometheus-alertmanager.ts';
import { at, firstText, joined, labelsOf, linksOf, list, paragraphs, rest, text, webAddress } from './reader.ts';
import { priorityOfWord } from './severity-words.ts';
import { unknownBody } from './unknown-body.ts';

/** True for the dashboard alerts of Grafana 8 and older. */
export const isLegacyAlert = (body: unknown): boolean =>
  text(at(body, 'state')) !== undefined && firstText(at(body, 'ruleId'), at(body, 'ruleName')) !== undefined;

/** Reads a dashboard alert: `paused` and `pending` are no news. */
export function readLegacyAlert(body: unknown): Reading {
  const state = text(at(body, 'state'))?.toLowerCase();
  if (state === 'paused' || state === 'pending') return ignored(`the rule is ${state}`);

  const resolved = state === 'ok';
  const image = webAddress(at(body, 'imageUrl'));
  const matches = list(at(body, 'evalMatches')).slice(0, 50);
  return event({
    eventType: resolved ? 'RESOLVE' : 'ALERT',
    summary: firstText(at(body, 'title'), at(body, 'ruleName'), at(body, 'message')) ?? 'Grafana alert',
    details: paragraphs(
      text(at(body, 'message')),
      joined('\n', ...matches.map((match) => joined(': ', text(at(match, 'metric')), text(at(match, 'value'))))),
    ),
    alertKey: firstText(at(body, 'ruleId'), at(body, 'ruleName')),
    priority: resolved ? undefined : priorityOfWord(at(body, 'tags', 'severity')),
    labels: labelsOf(at(body, 'tags')),
    links: linksOf(['Panel', at(body, 'ruleUrl')]),
    images: image === undefined ? undefined : [{ src: image, href: webAddress(at(body, 'ruleUrl')) }],
    customDetails: rest(body, 'title', 'imageUrl', 'tags'),
  });
}

export const grafanaLegacy: Integration = {
  slug: 'grafana-legacy',
  aliases: ['grafanalegacy', 'grafana8'],
  name: 'Grafana (legacy alerting)',
  integrationType: 'GRAFANA',
  resolves: 'state is "ok"',
  setup: 'Alerting → Notification channels → New channel: webhook, Url {url}, Http Method POST.',
  read: ({ body }) => {
    if (isLegacyAlert(body)) return readLegacyAlert(body);
    const group = readAlertGroup(body, { rule: 'Grafana' });
    return group === undefined ? unknownBody('Grafana', body) : event(group);
  },
};
