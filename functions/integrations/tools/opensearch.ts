import type { EventType } from '../../domain/event/event.ts';
import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const eventTypes: Readonly<Record<string, EventType>> = {
  active: 'ALERT',
  error: 'ALERT',
  acknowledged: 'ACCEPT',
  completed: 'RESOLVE',
  deleted: 'RESOLVE',
};

/** 1 is the highest of five. */
const priorityOf = (severity: string | undefined) =>
  severity !== undefined && /^[1-5]$/.test(severity) ? (severity < '3' ? 'HIGH' : 'LOW') : priorityOfWord(severity);

/** Reads the message that the set-up has people paste: the names of monitor and trigger, and the state. */
function read(body: unknown): Reading {
  const [monitor, trigger] = [text(at(body, 'monitor')), text(at(body, 'trigger'))];
  if (monitor === undefined || trigger === undefined) return unknownBody('OpenSearch', body);
  const state = text(at(body, 'state'))?.toLowerCase() ?? 'active';
  const eventType = Object.hasOwn(eventTypes, state) ? eventTypes[state] : undefined;
  if (eventType === undefined) return ignored(`the alert's state is ${state}`);
  const severity = text(at(body, 'severity'));
  return told('OpenSearch', {
    eventType,
    summary: `${monitor}: ${trigger}`,
    details: paragraphs(
      firstText(at(body, 'text'), at(body, 'message')),
      joined(' – ', text(at(body, 'period_start')), text(at(body, 'period_end'))),
    ),
    alertKey: joined('/', text(at(body, 'monitor_id')) ?? monitor, text(at(body, 'trigger_id')) ?? trigger),
    priority: eventType === 'ALERT' ? priorityOf(severity) : undefined,
    labels: labelsOf({ monitor, trigger, severity }),
  });
}

export const tool: Tool = {
  resolves: 'state is "COMPLETED", which a per-query or per-bucket monitor sends by an action for completed alerts',
  setup:
    'Notifications → Channels → Create channel: Custom webhook, URL {url}, POST. Message of the trigger\'s action: `{"monitor":"{{ctx.monitor.name}}","monitor_id":"{{ctx.monitor._id}}","trigger":"{{ctx.trigger.name}}","trigger_id":"{{ctx.trigger.id}}","severity":"{{ctx.trigger.severity}}","state":"ACTIVE","period_start":"{{ctx.periodStart}}","period_end":"{{ctx.periodEnd}}"}`; the same with `COMPLETED` where your monitor has an action for completed alerts.',
  source: ['https://docs.opensearch.org/latest/observing-your-data/alerting/actions/'],
  sample: {
    monitor: 'Checkout errors',
    monitor_id: 'm7Qx1E4YB9k',
    trigger: 'More than 100 a minute',
    trigger_id: 't3Qx1E4YB9k',
    severity: '1',
    state: 'ACTIVE',
    period_start: '2026-02-03T04:00:00Z',
    period_end: '2026-02-03T04:05:00Z',
  },
  read: ({ body }) => read(body),
};
