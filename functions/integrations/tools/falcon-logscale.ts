import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

function read(body: unknown): Reading {
  const alert = at(body, 'alert');
  const name = text(at(alert, 'name'));
  if (!isRecord(alert) || name === undefined) return unknownBody('Falcon LogScale', body);
  const events = text(at(body, 'numberOfEvents'));
  return told('Falcon LogScale', {
    eventType: 'ALERT',
    summary: name,
    details: joined(
      '\n\n',
      text(at(alert, 'description')),
      text(at(alert, 'query', 'queryString')),
      events && `${events} events`,
      text(at(body, 'warnings')),
    ),
    alertKey: firstText(at(alert, 'id'), name),
    labels: labelsOf({ repository: at(body, 'repository'), alert: name }),
    links: linksOf(['LogScale', at(body, 'linkURL')], ['LogScale', at(body, 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'never: an alert tells only that its query found something',
  setup:
    'Automation → Actions → New action: Webhook, endpoint `{url}`, method POST, the default message body. Then add it to your alerts.',
  source: ['https://library.humio.com/logscale-automation/actions-webhooks.html'],
  sample: {
    repository: 'shop',
    timestamp: '1767607200000',
    alert: {
      name: 'Too many 5xx',
      description: 'More than 50 in 5 minutes',
      query: { queryString: 'status>=500 | count()', end: 'now', start: '5m' },
      actionID: 'act1',
      id: 'kJ3hF8',
    },
    warnings: '',
    events: [{ _count: '184' }],
    numberOfEvents: 1,
  },
  read: ({ body }) => read(body),
};
