import { ignored, type Reading, type Tool } from '../adapter.ts';
import { hostPriority } from '../host-states.ts';
import { firstText, isRecord, joined, labelsOf, linksOf, paragraphs, record, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Members by their names in small letters and without the prefix that notification scripts see. */
const membersOf = (body: unknown): ReadonlyMap<string, unknown> =>
  new Map(
    Object.entries(record(body)).map(([name, value]) => [
      name
        .toLowerCase()
        .replace(/^notify_/, '')
        .replaceAll('_', ''),
      value,
    ]),
  );

/** "CheckMK db-01/Filesystem /data OK -> WARN": scripts without a service member have it in their text. */
const serviceIn = (summary: string | undefined, host: string): string | undefined => {
  const [, rest] = summary?.split(`${host}/`, 2) ?? [];
  return rest === undefined ? undefined : text(/^(.{1,200}?) (?:\S{1,20} -> |is )/.exec(rest)?.[1]);
};

function read(body: unknown): Reading {
  const members = membersOf(body);
  const member = (...names: string[]) => firstText(...names.map((name) => members.get(name)));
  const host = member('host', 'hostname');
  const kind = member('notificationtype')?.toUpperCase();
  if (!isRecord(body) || host === undefined || kind === undefined) return unknownBody('Checkmk', body);
  const isNews = /^(?:PROBLEM|RECOVERY|ACKNOWLEDGEMENT)/.test(kind);
  if (!isNews) return ignored(`the notification is ${kind}`);
  const summary = member('summary', 'subject');
  const service = member('service', 'servicedesc') ?? serviceIn(summary, host);
  const status = member('status', 'servicestate', 'hoststate');
  const output = member('output', 'serviceoutput', 'hostoutput');
  return told('Checkmk', {
    eventType: kind === 'RECOVERY' ? 'RESOLVE' : kind === 'PROBLEM' ? 'ALERT' : 'ACCEPT',
    summary: summary ?? joined(' ', joined('/', host, service), 'is', joined(': ', status, output)),
    details: paragraphs(
      output,
      member('longoutput', 'longserviceoutput', 'longhostoutput'),
      member('notificationcomment'),
    ),
    alertKey: joined('/', host, service),
    priority: hostPriority(member('status', 'servicestate', 'hoststate', 'severity')),
    labels: labelsOf({ host, service, site: member('site', 'omdsite'), address: member('address', 'hostaddress') }),
    links: linksOf(['Checkmk', member('url', 'serviceurl', 'hosturl')]),
  });
}

export const tool: Tool = {
  resolves: 'notification_type is "RECOVERY"; ACKNOWLEDGEMENT accepts, flapping and downtimes do nothing',
  setup:
    'Setup → Events → Notifications → Add rule, with a notification script of your site that posts what it finds in its environment (`NOTIFY_HOSTNAME`, `NOTIFY_SERVICEDESC`, `NOTIFY_NOTIFICATIONTYPE`, `NOTIFY_SERVICESTATE`, `NOTIFY_SERVICEOUTPUT` …) as one JSON object to `{url}`. The plug-in for ilert works too, with this address.',
  source: [
    'https://docs.checkmk.com/latest/en/notifications.html',
    'https://github.com/keephq/keep/tree/main/keep/providers/checkmk_provider',
  ],
  sample: {
    summary: 'CheckMK db-01/Filesystem /data OK -> CRIT',
    host: 'db-01',
    service: 'Filesystem /data',
    address: '192.0.2.10',
    event: 'OK -> CRIT',
    output: 'Used: 97.2%',
    status: 'CRITICAL',
    severity: 'CRITICAL',
    site: 'cmk',
    what: 'SERVICE',
    notification_type: 'PROBLEM',
  },
  read: ({ body }) => read(body),
};
