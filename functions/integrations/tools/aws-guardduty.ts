import type { Tool } from '../adapter.ts';
import { isGuardDutyFinding, readGuardDuty } from '../aws/findings.ts';
import { readAwsMessage } from '../aws/message.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'never: a finding comes again when it happens again',
  setup:
    'An EventBridge rule `{"source":["aws.guardduty"],"detail-type":["GuardDuty Finding"]}` with an API destination (POST `{url}`) or an SNS topic as its target. `"detail":{"severity":[{"numeric":[">=",7]}]}` leaves the minor ones out.',
  source: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html',
    'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html',
  ],
  sample: {
    version: '0',
    id: '0ff1842c-0000-4000-8000-000000000001',
    'detail-type': 'GuardDuty Finding',
    source: 'aws.guardduty',
    account: '123456789012',
    time: '2026-01-05T10:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: {
      schemaVersion: '2.0',
      accountId: '123456789012',
      region: 'eu-central-1',
      id: 'ae6bb04485d1ef8455e6c4ab76d4ee6d',
      type: 'UnauthorizedAccess:EC2/SSHBruteForce',
      resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-0123456789abcdef0' } },
      service: { serviceName: 'guardduty', count: 4 },
      severity: 8,
      title: '198.51.100.7 is performing SSH brute force attacks against i-0123456789abcdef0.',
      description: '198.51.100.7 is performing SSH brute force attacks against i-0123456789abcdef0.',
    },
  },
  read: ({ body }) =>
    readAwsMessage(body) ?? (isGuardDutyFinding(body) ? readGuardDuty(body) : unknownBody('GuardDuty', body)),
};
