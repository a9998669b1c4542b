import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

function read(body: unknown): Reading {
  const [said, policy, type] = ['text', 'policy_id', 'alert_type'].map((name) => text(at(body, name)));
  if (said !== undefined && type === undefined && /\btest message\b/i.test(said))
    return ignored('a test of the webhook');
  if (!isRecord(body) || (policy === undefined && type === undefined)) return unknownBody('Cloudflare', body);
  const data = at(body, 'data');
  const zones = list(at(data, 'zones'))
    .map(text)
    .filter((zone) => zone !== undefined);
  return told('Cloudflare', {
    eventType: text(at(body, 'alert_event')) === 'ALERT_STATE_EVENT_END' ? 'RESOLVE' : 'ALERT',
    summary: said?.split('\n', 1)[0] ?? firstText(at(body, 'name'), at(body, 'policy_name'), type),
    details: said,
    alertKey: text(at(body, 'alert_correlation_id')) ?? joined('/', policy, type),
    priority: priorityOfWord(at(data, 'severity')),
    labels: labelsOf({
      policy: firstText(at(body, 'policy_name'), at(body, 'name')),
      type,
      zone: zones.join(', '),
      account: at(body, 'account_id'),
    }),
    links: linksOf(['Cloudflare', at(data, 'dashboard_link')], ['Incident', at(data, 'link')]),
  });
}

export const tool: Tool = {
  resolves: 'alert_event is "ALERT_STATE_EVENT_END"; notifications without it are never resolved',
  setup:
    'Notifications → Destinations → Webhooks → Create: URL `{url}`. Then choose it in your notifications. A secret there is checked when `metadata.signingSecret` here is the same.',
  source: ['https://developers.cloudflare.com/notifications/reference/webhook-payload-schema/'],
  sample: {
    name: 'Origin errors',
    text: 'More HTTP 5xx responses from the origin of shop.example.com',
    data: { alert_name: 'http_alert_origin_error', zones: ['shop.example.com'] },
    ts: 1767607200,
    account_id: 'a722b7b8a4d0a1dc3e54d9fe5ae1aa25',
    policy_id: '3e4d63ec242d4280aa33bc9feb557adb',
    policy_name: 'Origin errors',
    alert_type: 'http_alert_origin_error',
    alert_correlation_id: '39887c5422a5467aa4ba334fc0b824a7',
    alert_event: 'ALERT_STATE_EVENT_START',
  },
  read: ({ body }) => read(body),
};
