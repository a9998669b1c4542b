import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads a notification hook: `title` is always the word Sematext, and no member is an id of the alert. */
function read(body: unknown): Reading {
  const isOver = text(at(body, 'backToNormal'))?.toLowerCase();
  const said = firstText(at(body, 'description'), at(body, 'title'));
  if (isOver === undefined || said === undefined) return unknownBody('Sematext', body);
  return told('Sematext', {
    eventType: isOver === 'true' ? 'RESOLVE' : 'ALERT',
    summary: said,
    details: joined('\n', text(at(body, 'createTimestamp')), text(at(body, 'ruleType'))),
    alertKey: joined('/', text(at(body, 'applicationId')), text(at(body, 'ruleType'))),
    priority: isOver === 'true' ? undefined : priorityOfWord(firstText(at(body, 'priority'), at(body, 'severity'))),
    labels: labelsOf({ application: at(body, 'applicationId'), rule: at(body, 'ruleType') }, at(body, 'tags')),
    links: linksOf(['Sematext', at(body, 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'backToNormal is "true"',
  setup:
    'Notification Hooks → New: Custom, URL {url}, POST, JSON, with the parameters backToNormal = $backToNormal, ruleType = $ruleType, description = $description, applicationId = $applicationId, url = $url, createTimestamp = $createTimestamp.',
  source: [
    'https://sematext.com/docs/integration/alerts-webhooks-custom-params/',
    'https://docs.ilert.com/inbound-integrations/sematext',
  ],
  sample: {
    backToNormal: 'false',
    ruleType: 'HEARTBEAT',
    description: 'No data of ledger-worker for 5 minutes',
    title: 'Sematext',
    applicationId: '4021',
    url: 'https://apps.sematext.example.com/ui/alert-details/4021',
    createTimestamp: '2026-02-03T04:05:06Z',
  },
  read: ({ body }) => read(body),
};
