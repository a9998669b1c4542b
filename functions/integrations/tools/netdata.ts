import type { Reading, Tool } from '../adapter.ts';
import { at, joined, labelsOf, linksOf, named, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Bodies name no node but in their text: "web-01 is critical, …", "web-01 recovered, …", "web-01 needs attention". */
const nodeIn = (message: string | undefined): string | undefined =>
  /^(\S{1,200}) (?:is|was|recovered|needs|has|went|became|raised)\b/.exec(message ?? '')?.[1];

/** Reads an alert, or whether a node can be reached. */
function read(body: unknown): Reading {
  const message = text(at(body, 'message'));
  const node = text(at(body, 'host')) ?? text(at(body, 'node')) ?? nodeIn(message);
  const severity = text(at(body, 'severity'))?.toLowerCase();
  const alert = text(at(body, 'alert'));
  const reachable = at(body, 'status', 'reachable');
  const labels = labelsOf({
    node,
    chart: at(body, 'chart'),
    context: at(body, 'context'),
    space: at(body, 'space'),
    severity,
  });
  const links = linksOf(['Netdata', at(body, 'alert_url')], ['Netdata', at(body, 'url')]);
  if (text(reachable) !== undefined && alert === undefined) {
    const isBack = text(reachable) === 'true';
    return told('Netdata', {
      eventType: isBack ? 'RESOLVE' : 'ALERT',
      summary: message ?? joined(' ', node ?? 'A node', text(at(body, 'status', 'text')) ?? 'cannot be reached'),
      alertKey: joined('/', 'reachability', node),
      priority: isBack ? undefined : priorityOfWord(severity),
      labels,
      links,
    });
  }
  if (alert === undefined || severity === undefined) return unknownBody('Netdata', body);
  const isOver = severity === 'clear';
  return told('Netdata', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: message ?? joined(' ', node, alert, `is ${severity}`),
    details: paragraphs(text(at(body, 'info')), named('Lasts for', at(body, 'duration'))),
    alertKey: joined('/', alert, text(at(body, 'chart')), node),
    priority: isOver ? undefined : priorityOfWord(severity),
    labels,
    links,
  });
}

export const tool: Tool = {
  resolves: 'severity is "clear", or status.reachable is true',
  setup: 'In Netdata Cloud: Manage Space → Alerts & Notifications → Add configuration: Webhook, URL {url}.',
  source: [
    'https://learn.netdata.cloud/docs/alerts-&-notifications/notifications/centralized-cloud-notifications/webhook',
  ],
  sample: {
    message: 'db-04 is critical, disk_space._var (disk), disk_space_usage = 97.0%',
    alert: 'disk_space_usage',
    info: 'Used space of the disk /var',
    chart: 'disk_space._var',
    context: 'disk.space',
    space: 'Example',
    severity: 'critical',
    duration: '2m',
    alert_url: 'https://app.netdata.cloud/spaces/example/alerts/77a1',
  },
  read: ({ body }) => read(body),
};
