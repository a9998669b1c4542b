import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, text, unpacked } from '../reader.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** With a webhook policy the message is the claims of a token; its signature is the policy's, not ours to know. */
function claimsOf(body: unknown): unknown {
  const [, claims] = text(at(body, 'jwt'))?.split('.') ?? [];
  if (claims === undefined) return body;
  const read = unpacked(Buffer.from(claims, 'base64url').toString('utf8'));
  const data = unpacked(at(read, 'data'));
  return isRecord(data) ? data : read;
}

function read(sent: unknown): Reading {
  const body = claimsOf(sent);
  const [kind, action = ''] = text(at(body, 'event'))?.split('.', 2) ?? [];
  if (kind === 'webhook') return ignored('4me asks whether anybody is there');
  const id = text(at(body, 'object_id'));
  if (kind === undefined || id === undefined) return unknownBody('4me', sent);
  if (action.includes('note')) return ignored('a note is no news about the state');
  const status = text(at(body, 'payload', 'status'));
  const team = text(at(body, 'payload', 'team', 'name'));
  const eventType = typeOfWord(status, { resolve: 'solved completed closed canceled rejected declined' }) ?? 'ALERT';
  return told('4me', {
    eventType,
    summary: joined(' ', kind, id, status?.replaceAll('_', ' '), team),
    details: joined(': ', text(at(body, 'name')), text(at(body, 'person_name'))),
    alertKey: `${kind}/${id}`,
    labels: labelsOf({ account: at(body, 'account_id'), team, status, source: at(body, 'payload', 'source') }),
    links: accountLink(firstText(at(body, 'account')), kind, id),
  });
}

const accountLink = (account: string | undefined, kind: string, id: string) =>
  account !== undefined &&
  /^https:\/\/[\w.-]{1,200}$/.test(account) &&
  /^[a-z_]{1,50}$/.test(kind) &&
  /^\d{1,20}$/.test(id)
    ? [{ href: `${account}/${kind}s/${id}`, text: '4me' }]
    : undefined;

export const tool: Tool = {
  resolves: 'payload.status is "solved", "completed", "closed", "canceled", "rejected" or "declined"',
  setup:
    'Settings → Automation → Webhooks → New: event problem.update (or request.create, request.update …), URI `{url}`. Then an automation rule that calls the webhook for the records that should wake somebody. 4me asks once whether anybody is there; open its callback yourself to confirm.',
  source: ['https://developer.4me.com/v1/webhooks/'],
  sample: {
    webhook_id: 945,
    account_id: 'acme',
    account: 'https://acme.4me.com',
    name: 'Problems to on-call',
    event: 'problem.update',
    object_id: 332,
    person_id: 6,
    person_name: 'Service Desk',
    payload: { audit_line_id: 81772, status: 'analyzed', team: { id: 14, name: 'Databases' } },
  },
  read: ({ body }) => read(body),
};
