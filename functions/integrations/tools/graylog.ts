import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** 1 is low, 2 normal, 3 high, 4 critical. */
const priorityOf = (value: unknown) => {
  const number = Number(text(value));
  return Number.isNaN(number) ? undefined : number >= 3 ? 'HIGH' : 'LOW';
};

const backlogOf = (value: unknown): string | undefined =>
  joined(
    '\n',
    ...list(value)
      .slice(0, 10)
      .map((message) => text(at(message, 'message'))),
  );

/** What Graylog before version 3 sends: the alarm of a stream. */
function readAlarm(body: unknown): Reading {
  const result = at(body, 'check_result');
  return told('Graylog', {
    eventType: 'ALERT',
    summary: joined(': ', text(at(body, 'stream', 'title')), text(at(result, 'result_description'))),
    details: backlogOf(at(result, 'matching_messages')),
    alertKey: text(at(body, 'stream', 'id')),
  });
}

function read(body: unknown): Reading {
  if (isRecord(at(body, 'check_result'))) return readAlarm(body);
  const event = at(body, 'event');
  const definition = firstText(at(body, 'event_definition_id'), at(event, 'event_definition_id'));
  if (!isRecord(event) || definition === undefined) return unknownBody('Graylog', body);
  return told('Graylog', {
    eventType: at(event, 'alert') === false ? 'RESOLVE' : 'ALERT',
    summary: firstText(at(event, 'message'), at(body, 'event_definition_title')),
    details: paragraphs(text(at(body, 'event_definition_description')), backlogOf(at(body, 'backlog'))),
    alertKey: joined('/', definition, text(at(event, 'key'))),
    priority: priorityOf(at(event, 'priority')),
    labels: labelsOf(at(event, 'fields'), at(event, 'group_by_fields'), {
      definition: at(body, 'event_definition_title'),
      source: at(event, 'source'),
    }),
    links: linksOf(['Replay', at(event, 'replay_info', 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'event.alert is false',
  setup:
    'Alerts → Notifications → Create: type Custom HTTP Notification (or HTTP Notification), URL `{url}`. Allow the address where Graylog asks, and name the notification in your event definitions.',
  source: ['https://go2docs.graylog.org/current/interacting_with_your_log_data/http_alert_notification.htm'],
  sample: {
    event_definition_id: 'a4966e20f83d037e091824cb',
    event_definition_type: 'aggregation-v1',
    event_definition_title: 'Too many failed logins',
    event_definition_description: 'More than 50 failures in 5 minutes',
    event: {
      id: '01JGV000000000000000000000',
      timestamp: '2026-01-05T10:00:00.000Z',
      message: 'Too many failed logins',
      source: 'graylog-01',
      key: '',
      priority: 3,
      alert: true,
      fields: {},
      group_by_fields: {},
    },
    backlog: [],
  },
  read: ({ body }) => read(body),
};
