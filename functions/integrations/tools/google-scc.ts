import { ignored, type Reading, type Tool } from '../adapter.ts';
import { pushedMessage } from '../pubsub.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

function read(sent: unknown): Reading {
  const body = pushedMessage(sent);
  const finding = at(body, 'finding');
  const name = text(at(finding, 'name'));
  if (!isRecord(finding) || name === undefined) return unknownBody('Google Security Command Center', sent);
  const isOver = text(at(finding, 'state'))?.toUpperCase() === 'INACTIVE';
  if (!isOver && text(at(finding, 'mute'))?.toUpperCase() === 'MUTED') return ignored('the finding is muted');
  const resource = firstText(at(finding, 'resourceName'), at(body, 'resource', 'name'));
  return told('Google Security Command Center', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(' ', text(at(finding, 'category')), resource?.split('/').at(-1)),
    details: paragraphs(
      firstText(at(finding, 'description'), at(finding, 'sourceProperties', 'Explanation')),
      firstText(at(finding, 'nextSteps'), at(finding, 'sourceProperties', 'Recommendation')),
      resource,
    ),
    alertKey: name,
    priority: priorityOfWord(at(finding, 'severity')),
    labels: labelsOf({
      category: at(finding, 'category'),
      class: at(finding, 'findingClass'),
      project: at(body, 'resource', 'projectDisplayName'),
      type: at(body, 'resource', 'type'),
    }),
    links: linksOf(['Google Cloud', at(finding, 'externalUri')]),
    ...(body !== sent && isRecord(body) && { customDetails: { ...body } }),
  });
}

export const tool: Tool = {
  resolves: 'finding.state is "INACTIVE"',
  setup:
    'Create a Pub/Sub topic with a push subscription to `{url}`, and a notification config of Security Command Center that publishes to it: `gcloud scc notifications create on-call --organization=… --pubsub-topic=… --filter=\'severity="HIGH" OR severity="CRITICAL"\'`.',
  source: [
    'https://cloud.google.com/security-command-center/docs/how-to-api-manage-notifications',
    'https://cloud.google.com/security-command-center/docs/reference/rest/v1/organizations.sources.findings',
  ],
  sample: {
    notificationConfigName: 'organizations/123456789012/notificationConfigs/on-call',
    finding: {
      name: 'organizations/123456789012/sources/111/findings/aaa0001',
      resourceName: '//storage.googleapis.com/shop-backups',
      state: 'ACTIVE',
      category: 'PUBLIC_BUCKET_ACL',
      externalUri: 'https://console.cloud.google.com/storage/browser/shop-backups',
      sourceProperties: { Explanation: 'The bucket is public.' },
      eventTime: '2026-01-05T10:00:00.123Z',
      severity: 'HIGH',
      mute: 'UNDEFINED',
      findingClass: 'MISCONFIGURATION',
    },
    resource: { name: '//storage.googleapis.com/shop-backups', projectDisplayName: 'shop-prod' },
  },
  read: ({ body }) => read(body),
};
