import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** The columns that are tags: words and not figures, and none of InfluxDB's own. */
const tagsOf = (row: Record<string, unknown>): readonly (readonly [string, string])[] =>
  Object.entries(row)
    .filter(([name]) => !name.startsWith('_'))
    .flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value] as const] : []))
    .sort(([a], [b]) => (a < b ? -1 : 1));

const old = ['rule_name', 'check_name', 'check_id', 'level', 'message', 'rule_id', 'endpoint_id', 'type', 'time'];

function read(body: unknown): Reading {
  if (!isRecord(body)) return unknownBody('InfluxDB', body);
  const own = (name: string) => firstText(at(body, `_${name}`), at(body, name));
  const check = firstText(own('check_id'), own('check_name'));
  const level = own('level');
  if (check === undefined || level === undefined) return unknownBody('InfluxDB', body);
  const tags = tagsOf(body).filter(([name]) => !old.includes(name));
  return told('InfluxDB', {
    eventType: typeOfWord(level, { resolve: 'ok' }) ?? 'ALERT',
    summary: own('message')?.split('\n', 1)[0] ?? joined(' ', own('check_name'), 'is', level),
    details: joined('\n', own('message'), joined(': ', text(at(body, '_notification_rule_name')), own('check_name'))),
    // One check watches many series: what tells them apart are the tags.
    alertKey: joined('/', check, ...tags.map(([, value]) => value)),
    priority: priorityOfWord(level),
    labels: labelsOf(Object.fromEntries(tags), { check: own('check_name'), level }),
    links: linksOf(['InfluxDB', at(body, 'url')]),
  });
}

export const tool: Tool = {
  resolves: '_level is "ok": the notification rule must also send the status OK',
  setup:
    'Alerts → Notification endpoints → Create: HTTP, method POST, URL `{url}`. Then two notification rules with it: one when the status is CRIT or WARN, one when it changes to OK.',
  source: [
    'https://docs.influxdata.com/influxdb/v2/monitor-alert/notification-endpoints/create/',
    'https://github.com/influxdata/flux/tree/master/stdlib/influxdata/influxdb/monitor',
  ],
  sample: {
    _check_id: 'a92741acc2dce18f',
    _check_name: 'CPU check',
    _level: 'crit',
    _measurement: 'notifications',
    _message: 'Check: CPU check is: crit on web-01',
    _notification_rule_name: 'Crit to on-call',
    _source_measurement: 'cpu',
    _time: '2026-01-05T10:00:00Z',
    _type: 'threshold',
    host: 'web-01',
    usage_user: 97.2,
  },
  read: ({ body }) => read(body),
};
