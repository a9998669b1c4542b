import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstLine, firstText, joined, labelsOf, linksOf, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads an alert or a recovery of a monitor. */
function read(body: unknown): Reading {
  const type = text(at(body, 'type'))?.toLowerCase();
  const key = firstText(at(body, 'id'), at(body, 'key'));
  if (type === undefined || key === undefined) return unknownBody('Cronitor', body);
  const isOver = type === 'recovery';
  if (!isOver && !/^(?:alert|failure|missed|warning)/.test(type)) return ignored(`a message of type ${type}`);
  const monitor = firstText(at(body, 'monitor'), at(body, 'name'), key);
  return told('Cronitor', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(
      ': ',
      monitor,
      isOver ? 'recovered' : firstText(firstLine(at(body, 'description')), at(body, 'rule')),
    ),
    details: text(at(body, 'description')),
    alertKey: key,
    labels: labelsOf({ monitor, rule: at(body, 'rule') }),
    links: linksOf(['Cronitor', at(body, 'issue_url')], ['Cronitor', at(body, 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'type is "Recovery"',
  setup: 'Settings → Alerts → Notification lists: add a webhook with {url}; then choose the list in the monitors.',
  source: [
    'https://cronitor.io/docs/webhooks',
    'https://github.com/PagerTree/pager_tree-integrations/blob/main/test/models/pager_tree/integrations/cronitor/v3_test.rb',
  ],
  sample: {
    id: 'p4Xz9B',
    monitor: 'Nightly invoices',
    type: 'Alert',
    description: 'Did not complete at the expected time.\nExpected: Feb 3, 04:00:00 UTC',
    rule: 'not_on_schedule',
  },
  read: ({ body }) => read(body),
};
