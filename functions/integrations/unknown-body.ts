import type { NormalisedEvent } from '../domain/event/event.ts';
import type { Reading } from './adapter.ts';
import { credentialMembers } from './credentials.ts';
import { headlineOf, membersLine, type Part, partsOf } from './headline.ts';
import { at, firstText, isRecord, linksOf, record, rest, text } from './reader.ts';
import { membersOfText, stateOf } from './states.ts';

/** What a body of unknown form is about, in words. */
export const titleOf = headlineOf;

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

/** Ids of what a body tells of, wherever they stand; and things whose own id it is. */
const subjectIds = [
  ...keyMembersWithState.slice(0, -1),
  ...[
    'alertuuid',
    'eventdefinitionid',
    'issueid',
    'ticketid',
    'testid',
    'sensorid',
    'monitoruuid',
    'sysid',
    'workspaceid',
  ],
];
const subjects = new Set(
  'alert incident issue problem monitor check ticket finding item test sensor snitch objectattributes metricalert component'.split(
    ' ',
  ),
);
const ids = ['id', 'uid', 'uuid', 'key', 'token', 'identifier'];

/** The key that a body of unknown form names; the `id` of a body that tells no state may be anything. */
export function keyOf(body: unknown, hasState: boolean): string | undefined {
  const parts = partsOf(typeof body === 'string' ? membersOfText(body) : body);
  const first = (fits: (part: Part) => string | undefined) => parts.map(fits).find((found) => found !== undefined);
  const subject = first(({ members }) => firstOf(members, keyMembers)) ?? text(at(body, 'data', 'object', 'id'));
  if (subject !== undefined) return subject;
  const [top] = parts;
  const own =
    (top && firstOf(top.members, subjectIds)) ??
    first(({ under, members }) => (subjects.has(under) ? firstOf(members, ids) : undefined)) ??
    first(({ members }) => firstOf(members, subjectIds));
  if (own !== undefined || !hasState) return own;
  return (
    (top && firstOf(top.members, ['id', 'uuid', 'uid'])) ??
    first(({ members }) =>
      firstText(members.get('status'), members.get('state')) === undefined ? undefined : firstOf(members, ids),
    ) ??
    namesOf(parts)
  );
}

const hostNames = [
  'hostname',
  'host',
  'device',
  'devicename',
  'server',
  'servername',
  'node',
  'entityname',
  'itemname',
];
const checkNames = [
  'service',
  'servicename',
  'servicedesc',
  'check',
  'checkname',
  'sensor',
  'monitorname',
  'alertname',
  'alerttype',
];

/** Where there is no id: what is checked, and where. A host alone would be one alert for all that may happen to it. */
function namesOf([top]: readonly Part[]): string | undefined {
  if (top === undefined) return undefined;
  const [host, check] = [firstOf(top.members, hostNames), firstOf(top.members, checkNames)];
  return host === undefined || check === undefined ? undefined : `${host}/${check}`;
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
  const said = typeof body === 'string' ? text(body)?.split('\n')[0] : (titleOf(body) ?? membersLine(body));
  const members = record(body);
  return unknown(body, {
    eventType: 'ALERT',
    summary: said === undefined ? `${tool} sent a message of unknown form` : `${tool}: ${said}`,
    details: typeof body === 'string' ? text(body) : firstText(members.details, members.description),
    links: linksOf(['Link', members.link], ['Link', members.url]),
    customDetails: isRecord(body) ? rest(body, ...credentialMembers) : { body },
  });
}
