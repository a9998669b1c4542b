import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, named, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads the custom JSON of Prisma Cloud Compute: an incident stands for itself, nothing tells that it is over. */
function read(body: unknown): Reading {
  const message = firstText(at(body, 'message'), at(body, 'rule'));
  if (!isRecord(body) || message === undefined || at(body, 'type') === undefined)
    return unknownBody('Prisma Cloud', body);
  return told('Prisma Cloud', {
    eventType: 'ALERT',
    summary: joined(
      ': ',
      firstText(at(body, 'host'), at(body, 'fqdn'), at(body, 'function'), at(body, 'appID')),
      message,
    ),
    details: paragraphs(
      named('Rule', at(body, 'rule')),
      joined('\n', ...['container', 'image', 'cluster', 'region'].map((name) => lineOf(body, name))),
    ),
    priority: priorityOfWord(at(body, 'severity')),
    labels: labelsOf(at(body, 'labels'), {
      type: at(body, 'type'),
      host: at(body, 'host'),
      container: at(body, 'container'),
      cluster: at(body, 'cluster'),
      region: at(body, 'region'),
      account: at(body, 'accountID'),
    }),
    links: linksOf(['Forensics', at(body, 'forensics')]),
  });
}

const lineOf = (body: unknown, name: string): string | undefined => {
  const value = text(at(body, name));
  return value === undefined ? undefined : `- ${name}: ${value}`;
};

export const tool: Tool = {
  resolves: 'never: each incident is an alert of its own',
  setup:
    'Manage → Alerts → Add profile: Webhook, URL {url}, custom JSON `{"type":#type,"time":#time,"container":#container,"image":#image,"host":#host,"cluster":#cluster,"region":#region,"rule":#rule,"message":#message,"forensics":#forensics,"accountID":#accountID,"labels":#labels}`.',
  source: [
    'https://docs.prismacloud.io/en/enterprise-edition/content-collections/runtime-security/alerts/webhook',
    'https://docs.ilert.com/inbound-integrations/prismacloud',
  ],
  sample: {
    type: 'incident',
    time: 'Feb 3, 2026 04:05:06 UTC',
    container: 'worker',
    image: 'registry.example.com/ledger/worker:7',
    host: 'node-9.example.com',
    cluster: 'prod',
    region: 'eu-central-1',
    rule: 'Outbound connections',
    message: 'Connection to 198.51.100.9:4444',
    forensics: 'https://prisma.example.com/#!/monitor/runtime/incidents',
    accountID: '123456789012',
    labels: { team: 'ledger' },
  },
  read: ({ body }) => read(body),
};
