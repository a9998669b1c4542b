import type { NormalisedEvent } from '../domain/event/event.ts';
import type { Reading } from './adapter.ts';
import { credentialMembers } from './credentials.ts';
import { at, firstText, isRecord, linksOf, record, rest, text } from './reader.ts';
import { membersOfText, stateOf } from './states.ts';

const titles = [
  'summary',
  'title',
  'message',
  'msg',
  'subject',
  'text',
  'description',
  'name',
  'type',
  'event',
  'error',
];

/** The first member that reads like a title, at the top or else one level below. */
export function titleOf(body: unknown): string | undefined {
  const top = record(Array.isArray(body) ? body[0] : body);
  for (const members of [top, ...Object.values(top).filter(isRecord)]) {
    const found = firstText(...titles.map((title) => members[title]));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Members that are made to tell one problem from another, and members that do where the body also tells a state. */
const keyMembers = ['alertkey', 'incidentkey', 'alertuid', 'dedupkey'];
const keyMembersWithState = [
  'alias',
  'fingerprint',
  'alertid',
  'incidentid',
  'problemid',
  'originalproblemid',
  'checkid',
  'monitorid',
  'id',
];

/** The key that a body of unknown form names; an `id` that comes without a state may be anything. */
function keyOf(body: unknown, hasState: boolean): string | undefined {
  const members = new Map(
    Object.entries(typeof body === 'string' ? membersOfText(body) : record(body)).map(([name, value]) => [
      name.toLowerCase().replace(/[^a-z]/g, ''),
      value,
    ]),
  );
  const named = (names: readonly string[]) => firstText(...names.map((name) => members.get(name)));
  const key = named(keyMembers) ?? text(at(body, 'data', 'object', 'id'));
  return key ?? (hasState ? named(keyMembersWithState) : undefined);
}

/** What becomes of a body of unknown form: an alert, unless it says that all is well again, which never wakes anybody. */
export function unknown(body: unknown, alert: NormalisedEvent): Reading {
  const state = stateOf(body);
  const alertKey = keyOf(body, state !== undefined);
  if (state !== 'over') return { events: [{ ...alert, ...(alertKey !== undefined && { alertKey }) }], isUnknown: true };
  if (alertKey === undefined) {
    return { events: [], note: 'the body says that it is over, and names no alert', isUnknown: true };
  }
  const { priority: _priority, ...rest } = alert;
  return { events: [{ ...rest, eventType: 'RESOLVE', alertKey }], isUnknown: true };
}

/** An alert made of a body that the tool's adapter does not know: somebody should read it rather than nobody. */
export function unknownBody(tool: string, body: unknown): Reading {
  const said = typeof body === 'string' ? text(body)?.split('\n')[0] : titleOf(body);
  const members = record(body);
  return unknown(body, {
    eventType: 'ALERT',
    summary: said === undefined ? `${tool} sent a message of unknown form` : `${tool}: ${said}`,
    details: typeof body === 'string' ? text(body) : firstText(members.details, members.description),
    links: linksOf(['Link', members.link], ['Link', members.url]),
    customDetails: isRecord(body) ? rest(body, ...credentialMembers) : { body },
  });
}
