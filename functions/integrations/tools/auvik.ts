import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads an alert: `alertStatus` 0 was triggered, 1 is cleared; the correlation id stays from one to the other. */
function read(body: unknown): Reading {
  const status = text(at(body, 'alertStatus'));
  const key = firstText(at(body, 'correlationId'), at(body, 'alertId'));
  if (status === undefined || key === undefined) return unknownBody('Auvik', body);
  if (status !== '0' && status !== '1') return ignored(`the alert is ${text(at(body, 'alertStatusString')) ?? status}`);
  const isOver = status === '1';
  return told('Auvik', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', text(at(body, 'entityName')), firstText(at(body, 'alertName'), at(body, 'subject'), key)),
    details: text(at(body, 'alertDescription')),
    alertKey: key,
    priority: isOver ? undefined : priorityOfWord(at(body, 'alertSeverityString')),
    labels: labelsOf({
      company: at(body, 'companyName'),
      entity: at(body, 'entityName'),
      type: at(body, 'entityType'),
      severity: at(body, 'alertSeverityString'),
    }),
    links: linksOf(['Auvik', at(body, 'link')]),
  });
}

export const tool: Tool = {
  resolves: 'alertStatus is 1 (cleared)',
  setup:
    'Integrations → Add Integration: Webhook, callback URL {url}; then Alerts → Notification Channels → Add: the integration.',
  source: [
    'https://github.com/PagerTree/pager_tree-integrations/blob/main/test/models/pager_tree/integrations/auvik/v3_test.rb',
  ],
  sample: {
    entityName: 'core-sw-02',
    subject: 'You have a new alert!',
    alertStatusString: 'Triggered',
    alertStatus: 0,
    alertId: 'NzAxLDkyMQ==',
    correlationId: 'NzAxLDkyMQ==',
    alertName: 'Device offline',
    alertDescription: 'The device has not answered for 5 minutes.',
    alertSeverityString: 'Critical',
    alertSeverity: 2,
    companyName: 'Acme',
    date: '2026-02-03T04:05:06.000Z',
    link: 'https://acme.eu1.my.auvik.com/alert/921/summary',
  },
  read: ({ body }) => read(body),
};
