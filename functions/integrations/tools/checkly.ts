import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, paragraphs, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const recovery = /^ALERT_(?:DEGRADED_)?RECOVERY$/;
/** Slower than it should be, or a certificate that runs out in days. */
const minor = /^ALERT_(?:DEGRADED(?:_REMAIN)?|SSL)$/;

function read(body: unknown): Reading {
  const type = firstText(at(body, 'alert_type'), at(body, 'ALERT_TYPE'))?.toUpperCase();
  const name = firstText(at(body, 'check_name'), at(body, 'CHECK_NAME'));
  if (type === undefined) return unknownBody('Checkly', body);
  if (type === 'NO_ALERT') return ignored('Checkly says that this is no alert');
  const checkId = firstText(at(body, 'check_id'), at(body, 'CHECK_ID'));
  // A certificate that runs out is not over when the check works again.
  const key = type === 'ALERT_SSL' ? joined('/', checkId, 'ssl') : checkId;
  return told('Checkly', {
    eventType: recovery.test(type) ? 'RESOLVE' : 'ALERT',
    summary: firstText(at(body, 'event'), at(body, 'title')) ?? joined(' ', name, type.toLowerCase()),
    details: paragraphs(
      text(at(body, 'check_error_message')),
      joined(' ', text(at(body, 'api_check_response_status_code')), text(at(body, 'api_check_response_status_text'))),
    ),
    alertKey: key,
    priority: minor.test(type) ? 'LOW' : 'HIGH',
    labels: labelsOf({
      check: name,
      group: at(body, 'group_name'),
      type: at(body, 'check_type'),
      location: at(body, 'run_location'),
      tags: at(body, 'tags'),
    }),
    links: linksOf(['Check result', at(body, 'link')], ['Check result', at(body, 'RESULT_LINK')]),
  });
}

export const tool: Tool = {
  resolves: 'alert_type is "ALERT_RECOVERY" or "ALERT_DEGRADED_RECOVERY"',
  setup:
    'Alert settings → Add more channels → Webhook: method POST, URL `{url}`, and a body template with at least `{"event":"{{ALERT_TITLE}}","alert_type":"{{ALERT_TYPE}}","check_name":"{{CHECK_NAME}}","check_id":"{{CHECK_ID}}","check_error_message":"{{CHECK_ERROR_MESSAGE}}","run_location":"{{RUN_LOCATION}}","link":"{{RESULT_LINK}}"}`. With a secret there and as `metadata.signingSecret` here, only signed messages are taken.',
  source: ['https://www.checklyhq.com/docs/alerting-and-retries/webhooks/'],
  sample: {
    event: 'Checkout has failed',
    alert_type: 'ALERT_FAILURE',
    check_name: 'Checkout',
    check_id: '29afc845-0000-4000-8000-000000000001',
    check_type: 'API',
    check_error_message: 'connect ETIMEDOUT 192.0.2.10:443',
    run_location: 'Frankfurt',
    started_at: '2026-01-05T10:00:00Z',
    tags: 'prod,api',
    link: 'https://app.checklyhq.com/checks/29afc845',
  },
  read: ({ body }) => read(body),
};
