import type { NormalisedEvent } from '../domain/event/event.ts';
import type { Reading } from './adapter.ts';
import { credentialMembers } from './credentials.ts';
import { at, firstText, isRecord, linksOf, record, rest, text } from './reader.ts';
import { membersOfText, stateOf } from './states.ts';

/** Members that read like a title, the best first; compared without case and without what is no letter. */
const titles = `summary title message msg subject headline shortdescription text description name displayname alertname
  alerttitle eventname eventtitle rulename checkname monitorname problem problemtitle reason details type event eventtype
  error errormessage body content label`.split(/\s+/);

const squashed = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** Enough to find what a body is about; a hostile one costs no more. */
const mostObjects = 200;
const mostMembers = 100;
const deepest = 5;

/** The objects of a body, those further up first, each with its members by their squashed names. */
function* objectsIn(body: unknown): Generator<ReadonlyMap<string, unknown>> {
  let level: readonly unknown[] = Array.isArray(body) ? body : [body];
  let count = 0;
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (count++ >= mostObjects) return;
      const entries = Object.entries(record(value)).slice(0, mostMembers);
      yield new Map(entries.toReversed().map(([name, member]) => [squashed(name), member]));
      for (const [, member] of entries) next.push(...(Array.isArray(member) ? member.slice(0, 10) : [member]));
    }
    level = next.filter(isRecord);
  }
}

/** What reads most like a title: the best member of the highest object that has one. */
export function titleOf(body: unknown): string | undefined {
  for (const members of objectsIn(body)) {
    const found = firstText(...titles.map((title) => members.get(title)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Members that are made to tell one problem from another, and members that do where they stand beside a state. */
const keyMembers = ['alertkey', 'incidentkey', 'alertuid', 'dedupkey', 'dedupid', 'deduplicationkey', 'correlationid'];
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

const firstOf = (members: ReadonlyMap<string, unknown>, names: readonly string[]): string | undefined =>
  firstText(...names.map((name) => members.get(name)));

/** The key that a body of unknown form names; an `id` that does not stand beside a state may be anything. */
function keyOf(body: unknown, hasState: boolean): string | undefined {
  const objects = [...objectsIn(typeof body === 'string' ? membersOfText(body) : body)];
  for (const members of objects) {
    const key = firstOf(members, keyMembers);
    if (key !== undefined) return key;
  }
  const subject = text(at(body, 'data', 'object', 'id'));
  if (subject !== undefined || !hasState) return subject;
  const [top, ...below] = objects;
  const key = top && firstOf(top, keyMembersWithState);
  return key ?? below.map(keyBesideState).find((found) => found !== undefined);
}

const keyBesideState = (members: ReadonlyMap<string, unknown>): string | undefined =>
  firstText(members.get('status'), members.get('state')) === undefined
    ? undefined
    : firstOf(members, keyMembersWithState);

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
