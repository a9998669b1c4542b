import type { EventGroup } from '../../domain/event/group.ts';
import { memberId } from '../../domain/event/members.ts';
import { event, ignored, type Reading, type Tool } from '../adapter.ts';
import { readAlertGroup } from '../alert-group.ts';
import { at, firstText, joined, labelsOf, linksOf, list, paragraphs, text, webAddress } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { isLegacyAlert } from '../shape.ts';
import { unknownBody } from '../unknown-body.ts';

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
    ...(!resolved && matches.length > 0 && { group: groupOf(list(at(body, 'evalMatches'))) }),
  });
}

export const tool: Tool = {
  resolves: 'state is "ok"',
  setup: 'Alerting → Notification channels → New channel: webhook, Url {url}, Http Method POST.',
  source: ['https://grafana.com/docs/grafana/v8.5/alerting/old-alerting/notifications/#webhook'],
  sample: {
    dashboardId: 1,
    evalMatches: [{ value: 95, metric: 'disk used', tags: { host: 'db-01' } }],
    message: 'The disk of db-01 fills up.',
    orgId: 1,
    panelId: 2,
    ruleId: 17,
    ruleName: 'Disk of db-01',
    ruleUrl: 'https://grafana.example.com/d/disks',
    state: 'alerting',
    tags: { severity: 'critical' },
    title: '[Alerting] Disk of db-01',
  },
  read: ({ body, isSplit }) => {
    if (isLegacyAlert(body)) return readLegacyAlert(body);
    return readAlertGroup(body, { rule: 'Grafana', isSplit }) ?? unknownBody('Grafana', body);
  },
};
