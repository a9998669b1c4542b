import type { EventGroup } from '../domain/event/group.ts';
import { memberId } from '../domain/event/members.ts';
import { event, type Integration, ignored, type Reading } from './adapter.ts';
import { readAlertGroup } from './alert-group.ts';
import { at, firstText, joined, labelsOf, linksOf, list, paragraphs, rest, text, webAddress } from './reader.ts';
import { priorityOfWord } from './severity-words.ts';
import { unknownBody } from './unknown-body.ts';

/** True for the dashboard alerts of Grafana 8 and older. */
export const isLegacyAlert = (body: unknown): boolean =>
  text(at(body, 'state')) !== undefined && firstText(at(body, 'ruleId'), at(body, 'ruleName')) !== undefined;

/** A rule watches several series; a reminder names those that crossed the line meanwhile. */
function groupOf(matches: readonly unknown[]): EventGroup {
  const firing = matches.map((match) => ({
    id: memberId(JSON.stringify([at(match, 'metric') ?? null, at(match, 'tags') ?? null])),
    text: joined(' ', text(at(match, 'metric')), contentsOf(at(match, 'tags'))),
  }));
  return { firing: [...new Map(firing.map((member) => [member.id, member])).values()], total: firing.length };
}

const contentsOf = (tags: unknown): string | undefined =>
  joined(', ', ...Object.entries(labelsOf(tags) ?? {}).map(([name, value]) => `${name}=${value}`));

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
    ...(!resolved && matches.length > 0 && { group: groupOf(list(at(body, 'evalMatches'))) }),
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
    return readAlertGroup(body, { rule: 'Grafana' }) ?? unknownBody('Grafana', body);
  },
};
