import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, list, paragraphs, record, rest, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const groupLine = (group: unknown): string | undefined => {
  const named = Object.entries(record(at(group, 'Group') ?? at(group, 'group'))).map(
    ([name, value]) => `${name}=${text(value)}`,
  );
  const result = firstText(at(group, 'Result'), at(group, 'result'));
  return result === undefined ? undefined : `- ${joined(', ', ...named) ?? 'all'}: ${result}`;
};

/** Reads the default body of a webhook recipient, for triggers and burn alerts. Its shared secret goes nowhere. */
function read(body: unknown): Reading {
  const status = text(at(body, 'status'))?.toUpperCase();
  const key = firstText(at(body, 'id'), at(body, 'trigger_url'));
  const name = firstText(at(body, 'name'), at(body, 'summary'));
  if (status === undefined || key === undefined || name === undefined) {
    return unknownBody('Honeycomb', rest(body, 'shared_secret') ?? body);
  }
  const isOver = status === 'OK' || status === 'RESOLVED';
  const groups = list(at(body, 'result_groups_triggered'));
  return told('Honeycomb', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', name, isOver ? status : text(at(body, 'description'))),
    details: paragraphs(text(at(body, 'trigger_description')), joined('\n', ...groups.slice(0, 50).map(groupLine))),
    alertKey: key,
    labels: labelsOf({ trigger: at(body, 'name'), environment: at(body, 'environment'), dataset: at(body, 'dataset') }),
    links: linksOf(['Result', at(body, 'result_url')], ['Trigger', at(body, 'trigger_url')]),
    customDetails: rest(body, 'shared_secret'),
  });
}

export const tool: Tool = {
  resolves: 'status is "OK"',
  setup:
    'Manage Team → Integrations → Add Integration: Webhook, URL {url}; then choose it as a recipient of the triggers.',
  source: ['https://docs.honeycomb.io/notify/webhooks/'],
  sample: {
    version: 'v0.1.0',
    name: 'Slow checkouts',
    id: 'q7Wz4KdPbX1',
    trigger_description: 'The slowest tenth of checkouts takes too long.',
    trigger_url: 'https://ui.honeycomb.io/acme/datasets/shop/triggers/q7Wz4KdPbX1',
    status: 'TRIGGERED',
    summary: 'Triggered: Slow checkouts',
    description: 'Currently greater than threshold value (2000) for P90(duration_ms) (value 3120)',
    operator: 'greater than',
    threshold: 2000,
    result_url: 'https://ui.honeycomb.io/acme/datasets/shop/result/a1b2',
    result_groups_triggered: [{ Group: { region: 'eu' }, Result: 3120 }],
  },
  read: ({ body }) => read(body),
};
