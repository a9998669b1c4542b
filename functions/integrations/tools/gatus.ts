import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, list, text } from '../reader.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const conditionsOf = (value: unknown): string | undefined =>
  joined(
    '\n',
    ...list(value)
      .slice(0, 50)
      .map((one) => joined(' ', at(one, 'success') === true ? '- ok:' : '- failed:', text(at(one, 'condition')))),
  );

function read(body: unknown): Reading {
  const [name, group, status] = ['name', 'group', 'status'].map((member) => text(at(body, member)));
  if (name === undefined || status === undefined) return unknownBody('Gatus', body);
  const key = joined('/', group, name);
  const details = firstText(at(body, 'details'), at(body, 'alert', 'Description'), at(body, 'alert', 'description'));
  return told('Gatus', {
    eventType: typeOfWord(status, { resolve: 'resolved' }) ?? 'ALERT',
    summary: joined(': ', text(at(body, 'title')) ?? key, details),
    details: joined('\n\n', details, conditionsOf(at(body, 'condition_results'))),
    alertKey: key,
    labels: labelsOf({ endpoint: name, group }),
    links: linksOf(['Monitored address', at(body, 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'status is "resolved" (`send-on-resolved: true`)',
  setup:
    'In `config.yaml`, `alerting.custom`: `url: {url}`, `method: POST`, a body `{"name":"[ENDPOINT_NAME]","group":"[ENDPOINT_GROUP]","status":"[ALERT_TRIGGERED_OR_RESOLVED]","details":"[ALERT_DESCRIPTION]","url":"[ENDPOINT_URL]"}` with `placeholders.ALERT_TRIGGERED_OR_RESOLVED: { TRIGGERED: firing, RESOLVED: resolved }` and `default-alert.send-on-resolved: true`. The provider `ilert` sends the same to an address of its own, which a proxy may hand on.',
  source: ['https://github.com/TwiN/gatus/blob/master/alerting/provider/ilert/ilert.go'],
  sample: {
    name: 'frontend',
    group: 'shop',
    status: 'firing',
    title: 'shop/frontend',
    details: 'health check failed',
    condition_results: [{ condition: '[STATUS] (503) == 200', success: false }],
    url: 'https://shop.example.com/health',
  },
  read: ({ body }) => read(body),
};
