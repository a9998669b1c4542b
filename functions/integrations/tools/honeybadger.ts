import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, paragraphs, text } from '../reader.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const kinds = ['fault', 'site', 'check_in'] as const;
const noNews = 'assigned unassigned commented deployed deploy merged';

function read(body: unknown): Reading {
  const said = text(at(body, 'event'));
  if (said === undefined) return unknownBody('Honeybadger', body);
  const resolve = 'resolved up check_in_reporting resolved_from_resolve_on_deploy cert_valid';
  const eventType = typeOfWord(said, { resolve, none: noNews });
  if (eventType === undefined) return ignored(`${said} changes no state`);
  const kind = kinds.find((name) => isRecord(at(body, name)));
  const message = text(at(body, 'message'));
  if (kind === undefined && message === undefined) return unknownBody('Honeybadger', body);
  const subject = kind === undefined ? undefined : at(body, kind);
  const id = text(at(subject, 'id'));
  return told('Honeybadger', {
    eventType,
    summary: message ?? joined(' ', firstText(at(subject, 'klass'), at(subject, 'name')), said),
    details: paragraphs(
      text(at(subject, 'message')),
      text(at(body, 'outage', 'reason')),
      joined('#', text(at(subject, 'component')), text(at(subject, 'action'))),
    ),
    alertKey: kind === undefined || id === undefined ? undefined : `${kind}/${id}`,
    labels: labelsOf({
      project: at(body, 'project', 'name'),
      environment: at(subject, 'environment'),
      event: said,
    }),
    links: linksOf(
      ['Honeybadger', at(subject, 'url')],
      ['Site', at(subject, 'details_url')],
      ['Notice', at(body, 'notice', 'url')],
    ),
  });
}

export const tool: Tool = {
  resolves: 'event is "resolved", "up" or "check_in_reporting"',
  setup:
    'Project settings → Alerts & Integrations → WebHook: URL `{url}`. Choose errors, uptime and check-ins, and "resolved" with them.',
  source: ['https://docs.honeybadger.io/api/webhooks/'],
  sample: {
    event: 'occurred',
    message: '[Shop/production] RuntimeError: Payment provider unavailable',
    project: { id: 51001, name: 'Shop' },
    fault: {
      id: 88000001,
      klass: 'RuntimeError',
      message: 'Payment provider unavailable',
      component: 'cart',
      action: 'checkout',
      environment: 'production',
      resolved: false,
      url: 'https://app.honeybadger.io/projects/51001/faults/88000001',
    },
  },
  read: ({ body }) => read(body),
};
