import { ignored, type NativeRequest, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, labelsOf, text } from '../reader.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

function read({ body, headers }: NativeRequest): Reading {
  const name = firstText(at(body, 'name'), at(body, 'slug'));
  const status = firstText(headers['check-status'], at(body, 'status'))?.toLowerCase();
  const key = firstText(at(body, 'uuid'), at(body, 'unique_key'), at(body, 'code'));
  if (status === undefined || (name === undefined && key === undefined)) return unknownBody('Healthchecks.io', body);
  const eventType = typeOfWord(status, { resolve: 'up', none: 'new paused grace started' });
  if (eventType === undefined) return ignored(`the check is ${status}`);
  return told('Healthchecks.io', {
    eventType,
    summary: `${name ?? key} is ${status}`,
    details: text(at(body, 'desc')),
    // Its addresses are no links for people: opening the one for pings says that the job ran.
    alertKey: key ?? name,
    labels: labelsOf({
      check: name,
      tags: at(body, 'tags'),
      schedule: at(body, 'schedule'),
      lastPing: at(body, 'last_ping'),
    }),
  });
}

export const tool: Tool = {
  resolves: 'status is "up"',
  setup:
    'Integrations → Webhook → Add: for down and for up method POST, URL `{url}`, request body `$JSON`, header `Check-Status: $STATUS`.',
  source: ['https://healthchecks.io/docs/configuring_notifications/', 'https://healthchecks.io/docs/api/'],
  sample: {
    name: 'Nightly backup',
    slug: 'nightly-backup',
    tags: 'prod db',
    desc: 'pg_dump of orders',
    grace: 3600,
    n_pings: 412,
    status: 'down',
    last_ping: '2026-01-04T02:00:11+00:00',
    next_ping: '2026-01-05T02:00:00+00:00',
    uuid: '8ccde864-0000-4000-8000-000000000001',
    schedule: '0 2 * * *',
    tz: 'Europe/Berlin',
  },
  read,
};
