import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, labelsOf, linksOf, list, record, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** `[{ key, value: { stringValue } }]`, as OpenTelemetry writes attributes. */
const attributesOf = (value: unknown) =>
  Object.fromEntries(
    list(value).flatMap((one) => {
      const [key, typed] = [text(at(one, 'key')), record(at(one, 'value'))];
      return key === undefined ? [] : [[key, firstText(...Object.values(typed))] as const];
    }),
  );

function read(body: unknown): Reading {
  const issue = at(body, 'data', 'issue');
  if (!isRecord(issue)) return unknownBody('Dash0', body);
  const status = text(at(issue, 'status'))?.toLowerCase();
  const rule = at(issue, 'checkrules', 0);
  const isOver = status === 'resolved' || text(at(body, 'type')) === 'alert.resolved';
  return told('Dash0', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: firstText(at(issue, 'summary'), at(rule, 'name')),
    details: text(at(issue, 'description')),
    alertKey: firstText(at(issue, 'id'), at(issue, 'issueIdentifier')),
    priority: status === 'critical' ? 'HIGH' : status === 'degraded' ? 'LOW' : undefined,
    labels: labelsOf(attributesOf(at(issue, 'labels')), { dataset: at(issue, 'dataset'), rule: at(rule, 'name') }),
    links: linksOf(['Dash0', at(issue, 'url')], ['Check rule', at(rule, 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'data.issue.status is "resolved"',
  setup:
    'Organization settings → Notification channels → New: Webhook, URL `{url}`. Then choose it in your check rules.',
  source: ['https://github.com/keephq/keep/tree/main/keep/providers/dash0_provider'],
  sample: {
    type: 'alert.ongoing',
    data: {
      issue: {
        id: 'b9a9da0b-0000-4000-8000-000000000001',
        issueIdentifier: '6820705469291328438',
        dataset: 'default',
        start: '2026-01-05T10:00:00.000000000Z',
        status: 'critical',
        summary: 'Too many error logs',
        description: 'More than 5 error logs in 5 minutes',
        labels: [{ key: 'service.name', value: { stringValue: 'checkout' } }],
        checkrules: [{ id: '97daff98', name: 'Error logs', url: 'https://app.dash0.com/alerting/check-rules' }],
        url: 'https://app.dash0.com/alerting/failed-checks',
      },
    },
  },
  read: ({ body }) => read(body),
};
