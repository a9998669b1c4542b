import type { Tool } from '../adapter.ts';
import { readSecurityHub } from '../aws/findings.ts';
import { readAwsMessage } from '../aws/message.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves:
    'Workflow.Status is "RESOLVED", RecordState "ARCHIVED" or Compliance.Status "PASSED"; a suppressed finding does nothing',
  setup:
    'An EventBridge rule `{"source":["aws.securityhub"],"detail-type":["Security Hub Findings - Imported"]}` with an API destination (POST `{url}`) or an SNS topic as its target. `"detail":{"findings":{"Severity":{"Label":["CRITICAL","HIGH"]}}}` leaves the minor ones out.',
  source: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html',
  ],
  sample: {
    version: '0',
    id: '0ff1842c-0000-4000-8000-000000000003',
    'detail-type': 'Security Hub Findings - Imported',
    source: 'aws.securityhub',
    account: '123456789012',
    time: '2026-01-05T10:00:00Z',
    region: 'eu-central-1',
    resources: ['arn:aws:securityhub:eu-central-1:123456789012:security-control/S3.1/finding/1'],
    detail: {
      findings: [
        {
          SchemaVersion: '2018-10-08',
          Id: 'arn:aws:securityhub:eu-central-1:123456789012:security-control/S3.1/finding/1',
          ProductName: 'Security Hub',
          AwsAccountId: '123456789012',
          Severity: { Label: 'CRITICAL', Normalized: 90 },
          Title: 'S3 buckets should block public access',
          Description: 'This control checks whether public access is blocked for the account.',
          Remediation: { Recommendation: { Url: 'https://docs.aws.amazon.com/console/securityhub/S3.1/remediation' } },
          Resources: [{ Type: 'AwsAccount', Id: 'AWS::::Account:123456789012', Region: 'eu-central-1' }],
          Compliance: { Status: 'FAILED', SecurityControlId: 'S3.1' },
          Workflow: { Status: 'NEW' },
          RecordState: 'ACTIVE',
        },
      ],
    },
  },
  read: ({ body }) => readAwsMessage(body) ?? readSecurityHub(body) ?? unknownBody('Security Hub', body),
};
