import type { EventType } from '../../domain/event/event.ts';
import { ignored, type NativeRequest, type Reading, type Tool } from '../adapter.ts';
import { at, joined, labelsOf, linksOf, named, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** The header says what the message is for; the status of the alert says it too. */
function eventTypeOf(body: unknown, header: string | undefined): EventType | undefined {
  const status = text(at(body, 'status'))?.toUpperCase();
  if (status === 'CLOSED' || status === 'CANCELLED' || status === 'CANCELED') return 'RESOLVE';
  if (/^alert\.(?:close|cancel)$/i.test(header ?? '')) return 'RESOLVE';
  if (status === 'TRACKING') return undefined;
  const isAcknowledged = text(at(body, 'acknowledgedUntil')) !== undefined || header === 'alert.acknowledge';
  return isAcknowledged ? 'ACCEPT' : 'ALERT';
}

/** What is wrong: the first line that is more than the names of project and organisation. */
const problemOf = (body: unknown): string | undefined =>
  text(at(body, 'humanReadable'))
    ?.split('\n', 20)
    .map((line) => line.trim())
    .find((line) => line !== '' && !/^(?:project|organization|group):/i.test(line));

/** Reads an alert of the Admin API, as the webhook sends it. */
function read({ headers, body }: NativeRequest): Reading {
  const type = text(at(body, 'eventTypeName'));
  const id = text(at(body, 'id'));
  if (type === undefined || id === undefined) return unknownBody('MongoDB Atlas', body);
  const eventType = eventTypeOf(body, headers['x-mms-event']);
  if (eventType === undefined) return ignored('the condition has not lasted long enough yet (TRACKING)');

  const cluster = text(at(body, 'clusterName'));
  const host = text(at(body, 'hostnameAndPort'));
  const value = joined(' ', text(at(body, 'currentValue', 'number')), text(at(body, 'currentValue', 'units')));
  return told('MongoDB Atlas', {
    eventType,
    summary: joined(': ', cluster ?? host, problemOf(body) ?? joined(' ', type, text(at(body, 'metricName')))),
    details: joined('\n', text(at(body, 'humanReadable')), named('Host', host), named('Value', value)),
    alertKey: id,
    labels: labelsOf({ cluster, host, type, metric: at(body, 'metricName'), replicaSet: at(body, 'replicaSetName') }),
    links: linksOf(['MongoDB Atlas', at(body, 'links', 0, 'href')]),
    comments:
      eventType === 'ACCEPT' && text(at(body, 'acknowledgementComment')) !== undefined
        ? [
            {
              creator: text(at(body, 'acknowledgingUsername')),
              content: text(at(body, 'acknowledgementComment')) ?? '',
            },
          ]
        : undefined,
  });
}

export const tool: Tool = {
  resolves: 'status is "CLOSED" or "CANCELLED"; an acknowledgement accepts',
  setup: 'Project Settings → Integrations → Webhook Settings: URL {url}; then add "Webhook" to the alerts.',
  source: [
    'https://www.mongodb.com/docs/atlas/tutorial/webhook-integration/',
    'https://www.mongodb.com/docs/api/doc/atlas-admin-api-v2/operation/operation-getalert',
  ],
  sample: {
    id: '65b0c1d2e3f4a5b6c7d8e9f0',
    eventTypeName: 'OUTSIDE_METRIC_THRESHOLD',
    status: 'OPEN',
    created: '2026-02-03T04:05:06Z',
    clusterName: 'ledger',
    hostnameAndPort: 'ledger-shard-00-02.example.net:27017',
    metricName: 'DISK_PARTITION_SPACE_USED_DATA',
    currentValue: { number: 91.2, units: 'RAW' },
    humanReadable: 'Project: Production Organization: Example\nDisk space used is above 90 %',
  },
  read,
};
