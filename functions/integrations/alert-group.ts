import type { EventType, NormalisedEvent, Priority } from '../domain/event/event.ts';
import type { EventGroup } from '../domain/event/group.ts';
import { memberId } from '../domain/event/members.ts';
import { ignored, type Reading } from './adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, record, text } from './reader.ts';
import { priorityOfWord } from './severity-words.ts';

type Members = readonly unknown[];

const isFiring = (member: unknown): boolean => text(at(member, 'status'))?.toLowerCase() !== 'resolved';

/** What all of the members say, if they do. */
function common(members: Members, ...path: readonly string[]): string | undefined {
  const [first, ...others] = members.map((member) => text(at(member, ...path)));
  return others.every((other) => other === first) ? first : undefined;
}

/** What one member says of itself, in words that tell it apart from the others. */
const saidBy = (member: unknown): string | undefined =>
  firstText(
    at(member, 'annotations', 'summary'),
    at(member, 'annotations', 'title'),
    at(member, 'annotations', 'description'),
    at(member, 'annotations', 'message'),
    joined(' ', text(at(member, 'labels', 'alertname')), text(at(member, 'labels', 'instance'))),
  );

const memberLine = (member: unknown): string | undefined => {
  const said = saidBy(member);
  return said === undefined ? undefined : `- ${said} (${isFiring(member) ? 'firing' : 'resolved'})`;
};

/** "(2 firing)", "(1 firing, 12 not shown)", or nothing when there is just the one alert. */
function countOf(inState: Members, state: string, truncated: number): string | undefined {
  if (inState.length + truncated <= 1) return undefined;
  return truncated === 0 ? `(${inState.length} ${state})` : `(${inState.length} ${state}, ${truncated} not shown)`;
}

/** One that is urgent makes the group urgent; it is not only when all say so. */
function priorityOf(firing: Members, body: unknown): Priority | undefined {
  const priorities = firing.map((member) =>
    priorityOfWord(firstText(at(member, 'labels', 'severity'), at(member, 'labels', 'priority'))),
  );
  if (priorities.includes('HIGH')) return 'HIGH';
  if (priorities.length > 0 && priorities.every((priority) => priority === 'LOW')) return 'LOW';
  const shared = (name: string) => firstText(at(body, 'commonLabels', name), at(body, 'groupLabels', name));
  return priorityOfWord(firstText(shared('severity'), shared('priority')));
}

/** The fingerprint, or else the labels: what Alertmanager makes it of. */
const idOf = (member: unknown): string =>
  memberId(text(at(member, 'fingerprint')) ?? JSON.stringify(entriesOf(at(member, 'labels'))));

/** True when the tool was not told what to group by, so that a new problem joins whatever is open. */
const hasNoKey = (body: unknown): boolean =>
  text(at(body, 'groupKey')) !== undefined &&
  (isRecord(at(body, 'groupLabels'))
    ? Object.keys(record(at(body, 'groupLabels'))).length === 0
    : /(?:^|:)\{\}$/.test(text(at(body, 'groupKey')) ?? ''));

/** What tells this group from the others. A body that names none speaks of each of its members for itself. */
function keyOf(body: unknown, members: Members): string | undefined {
  const groupKey = text(at(body, 'groupKey'));
  if (groupKey !== undefined) return groupKey;
  const only = members.length === 1 ? members[0] : undefined;
  const [fingerprint, labels] = [text(at(only, 'fingerprint')), entriesOf(at(only, 'labels'))];
  if (hasGroupLabels(body)) return JSON.stringify(entriesOf(at(body, 'groupLabels')));
  if (fingerprint !== undefined || labels.length > 1) return fingerprint ?? idOf(only);
  return firstText(at(body, 'commonLabels', 'alertname'), at(only, 'labels', 'alertname'));
}

const entriesOf = (labels: unknown) => Object.entries(record(labels)).sort(([a], [b]) => (a < b ? -1 : 1));

const hasGroupLabels = (body: unknown): boolean => entriesOf(at(body, 'groupLabels')).length > 0;

/** Members that nothing groups are alerts of their own; a body with more than so many is taken as one. */
const mostAlone = 100;
/** Where the source wants an event for each member, those beyond are one together. */
const mostSplit = 250;

export interface GroupNames {
  /** What the tool calls its rules. */
  readonly rule: string;
  /** An event for each member: its key is its fingerprint, and it recovers for itself. */
  readonly isSplit?: boolean | undefined;
}

/** The body as if the member were all of it, without what the group says of all. */
const alone = (body: Record<string, unknown>, member: unknown, status: string) => ({
  ...body,
  groupKey: null,
  groupLabels: null,
  commonLabels: null,
  commonAnnotations: null,
  truncatedAlerts: 0,
  status: text(at(member, 'status')) ?? status,
  alerts: [member],
});

/** What is left of the group where each member is an event of its own, but for the members. */
const ownBody = (body: Record<string, unknown>, member: unknown) => ({ ...body, alerts: [member] });

function eventsOfMembers(body: Record<string, unknown>, members: Members, status: string, names: GroupNames) {
  return members.flatMap((member) => {
    const part = alone(body, member, status);
    const isOver = !isFiring({ status: part.status });
    const firing = isOver ? [] : [member];
    return {
      ...eventOf(part, { members: [member], firing, truncated: 0, isOver }, names),
      customDetails: ownBody(body, member),
    };
  });
}

/** One event for each member. Members that are not shown, or that are too many, are one alert: somebody should look. */
function readSplit(body: Record<string, unknown>, members: Members, status: string, names: GroupNames): Reading {
  const shown = [...members.filter(isFiring), ...members.filter((member) => !isFiring(member))].slice(0, mostSplit);
  const events: NormalisedEvent[] = eventsOfMembers(body, shown, status, names).map((one, index) => ({
    ...one,
    alertKey: text(at(shown[index], 'fingerprint')) ?? idOf(shown[index]),
  }));
  const hidden = members.length - shown.length + truncatedOf(body);
  if (hidden > 0 && status !== 'resolved') {
    events.push({
      eventType: 'ALERT',
      summary: `${hidden} more alerts of ${text(at(body, 'groupKey')) ?? 'the group'} came at once and are not shown`,
      alertKey: text(at(body, 'groupKey')),
    });
  }
  return { events };
}

/** How many are not shown; a count that no group can have is none. */
function truncatedOf(body: unknown): number {
  const count = Math.trunc(Number(text(at(body, 'truncatedAlerts'))));
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

const isUngrouped = (body: unknown, members: Members): boolean =>
  text(at(body, 'groupKey')) === undefined &&
  !hasGroupLabels(body) &&
  members.length > 1 &&
  members.length <= mostAlone;

/** Why a group that says "resolved" is not over: Alertmanager works that out of the part it shows. */
const partIsOver = 'all shown members are resolved, but the group has more that are not shown: it may go on';

/**
 * Reads the body that Alertmanager documents as version 4; Grafana sends the same with a title and a message. Texts are
 * made of the firing members, and of the resolved ones only when none is left. Undefined when the body is none.
 */
export function readAlertGroup(body: unknown, names: GroupNames): Reading | undefined {
  const members = list(at(body, 'alerts'));
  const status = firstText(at(body, 'status'), at(members, 0, 'status'))?.toLowerCase();
  if (!isRecord(body) || (status !== 'firing' && status !== 'resolved')) return undefined;

  if (names.isSplit && members.length > 0) return readSplit(body, members, status, names);
  if (isUngrouped(body, members)) return { events: eventsOfMembers(body, members, status, names) };
  const firing = members.filter(isFiring);
  const truncated = truncatedOf(body);
  const isOver = status === 'resolved';
  if (isOver && truncated > 0) return ignored(partIsOver);
  const one = eventOf(body, { members, firing, truncated, isOver }, names);
  return { events: [one], ...(hasNoKey(body) && { warnings: [{ kind: 'EMPTY_GROUP_KEY' as const }] }) };
}

function eventOf(
  body: Record<string, unknown>,
  {
    members,
    firing,
    truncated,
    isOver,
  }: { readonly members: Members; readonly firing: Members; readonly truncated: number; readonly isOver: boolean },
  names: GroupNames,
): NormalisedEvent {
  const eventType: EventType = isOver ? 'RESOLVE' : 'ALERT';
  // A firing group may show none of its firing members, or none at all.
  const told = firing.length > 0 ? firing : members;
  const annotation = (name: string) =>
    firstText(
      common(told, 'annotations', name),
      told.length === members.length ? at(body, 'commonAnnotations', name) : undefined,
    );
  const label = (name: string) =>
    firstText(at(body, 'commonLabels', name), at(body, 'groupLabels', name), common(told, 'labels', name));
  const member = (name: string) => text(at(told, 0, name));
  const name = firstText(
    annotation('summary'),
    annotation('title'),
    label('alertname'),
    told.length === members.length ? at(body, 'title') : undefined,
  );
  const image = linksOf(['Image', member('imageURL')])?.[0]?.href;
  return {
    eventType,
    summary: joined(
      ' ',
      name ?? saidBy(told[0]) ?? names.rule,
      countOf(isOver ? members : firing, isOver ? 'resolved' : 'firing', truncated),
    ),
    details: paragraphs(
      firstText(annotation('description'), annotation('message')),
      members.length > 1
        ? joined('\n', ...[...firing, ...members.filter((one) => !isFiring(one))].slice(0, 50).map(memberLine))
        : undefined,
    ),
    alertKey: keyOf(body, members),
    priority: isOver ? undefined : priorityOf(firing, body),
    labels: labelsOf(
      at(body, 'groupLabels'),
      members.length === 1 ? at(members, 0, 'labels') : undefined,
      at(body, 'commonLabels'),
    ),
    links: linksOf(
      ['Runbook', annotation('runbook_url') ?? annotation('runbook')],
      ['Panel', member('panelURL')],
      ['Dashboard', member('dashboardURL') ?? annotation('dashboard_url')],
      [names.rule, member('generatorURL')],
      ['Silence', member('silenceURL')],
      ['Alert manager', at(body, 'externalURL')],
    ),
    images: image === undefined ? undefined : [{ src: image }],
    ...(!isOver && { group: groupOf(body, members, firing, truncated) }),
  };
}

function groupOf(body: unknown, members: Members, firing: Members, truncated: number): EventGroup {
  const shown = [
    ...new Map(firing.map((member) => [idOf(member), { id: idOf(member), text: saidBy(member) }])).values(),
  ];
  return {
    firing: shown,
    total: members.length + truncated,
    ...(truncated > 0 && { isPart: true }),
    ...(hasNoKey(body) && { hasNoKey: true }),
  };
}

/** A group of one firing alert, as Alertmanager sends it. */
export const alertGroupSample = {
  version: '4',
  groupKey: '{}:{alertname="DiskFull"}',
  truncatedAlerts: 0,
  status: 'firing',
  receiver: 'tocsin',
  groupLabels: { alertname: 'DiskFull' },
  commonLabels: { alertname: 'DiskFull', instance: 'db-01:9100', severity: 'critical' },
  commonAnnotations: { summary: 'Disk of db-01 is 95 % full', runbook_url: 'https://runbooks.example.com/disk-full' },
  externalURL: 'https://alertmanager.example.com',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'DiskFull', instance: 'db-01:9100', severity: 'critical' },
      annotations: { summary: 'Disk of db-01 is 95 % full', runbook_url: 'https://runbooks.example.com/disk-full' },
      startsAt: '2026-01-05T10:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'https://prometheus.example.com/graph?g0.expr=disk_used',
      fingerprint: '5f1c3f0e9f2d4a6b',
    },
  ],
};
