import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, paragraphs, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** 10 is critical, 5 a warning, -1 neither. */
const priorityOf = (severity: unknown) => {
  const number = Number(text(severity));
  return number >= 10 ? 'HIGH' : number >= 0 ? 'LOW' : undefined;
};

function read(body: unknown): Reading {
  const issue = at(body, 'issue');
  const id = text(at(issue, 'id'));
  if (!isRecord(issue) || id === undefined) return unknownBody('Instana', body);
  const [type, state] = [at(issue, 'type'), at(issue, 'state')].map((value) => text(value)?.toLowerCase());
  // A change, or something that came or went: nothing that is mended later.
  const isEvent = state === undefined;
  if (isEvent && type === 'online') return ignored('something came online');
  const entity = firstText(at(issue, 'entityLabel'), at(issue, 'entity'));
  return told('Instana', {
    eventType: state === 'closed' ? 'RESOLVE' : 'ALERT',
    summary: text(at(issue, 'text')) ?? joined(' ', entity, type),
    details: paragraphs(text(at(issue, 'suggestion')), text(at(issue, 'description'))),
    alertKey: id,
    priority: isEvent ? 'LOW' : priorityOf(at(issue, 'severity')),
    labels: labelsOf({
      entity,
      host: at(issue, 'fqdn'),
      zone: at(issue, 'zone'),
      service: at(issue, 'service'),
      container: at(issue, 'container'),
      tags: at(issue, 'tags'),
    }),
    links: linksOf(['Instana', at(issue, 'link')]),
  });
}

export const tool: Tool = {
  resolves: 'issue.state is "CLOSED"',
  setup:
    'Settings → Team settings → Alert channels → Add: Generic webhook, URL `{url}`. Then choose it in an alert (Settings → Alerts).',
  source: ['https://www.ibm.com/docs/en/instana-observability/current?topic=channels-webhooks'],
  sample: {
    issue: {
      id: 'c5aa68c3-0000-4000-8000-000000000001',
      type: 'issue',
      state: 'OPEN',
      start: 1767607200000,
      severity: 10,
      text: 'Heap of the checkout JVM is 96 % full',
      suggestion: 'Raise the heap limit or look for a leak',
      link: 'https://unit-example.instana.io/#/?snapshotId=1',
      zone: 'prod',
      fqdn: 'web-01.example.com',
      entity: 'jvm',
      entityLabel: 'checkout JVM',
    },
  },
  read: ({ body }) => read(body),
};
