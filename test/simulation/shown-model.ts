import type { Instant } from '../../functions/domain/time.ts';
import type { Item } from '../../functions/store/table.ts';
import type { Written } from './record.ts';

/** What pages are made of and who sees what of them, with what is told of it. */
const followed: readonly unknown[] = [
  ...['STATUS_PAGE', 'SERVICE', 'METRIC', 'INCIDENT', 'INCIDENT_UPDATE', 'MAINTENANCE', 'TEAM', 'USER', 'PUBLISHED'],
  ...['PAGE_SUBSCRIBER', 'TELLING', 'TELLING_PART'],
];

interface Version {
  readonly from: Instant;
  readonly item: Item | undefined;
}

/** What stood in the table at any time. */
export class Past {
  readonly #byType = new Map<string, Map<string, Version[]>>();

  constructor(writes: readonly Written[]) {
    for (const { at: from, key, old, new: item } of writes) {
      const type = (item ?? old)?.type;
      if (!followed.includes(type)) continue;
      const places = this.#byType.get(String(type)) ?? new Map<string, Version[]>();
      this.#byType.set(String(type), places);
      const place = `${key.PK} ${key.SK}`;
      places.set(place, [...(places.get(place) ?? []), { from, item }]);
    }
  }

  /** All items of a type as they were at a time. */
  at(type: string, time: Instant): Item[] {
    return [...(this.#byType.get(type)?.values() ?? [])].flatMap(
      (versions) => versions.findLast(({ from }) => from <= time)?.item ?? [],
    );
  }

  /** All that items of a type were between two moments, both included. */
  between(type: string, from: Instant, until: Instant): Item[] {
    return [...(this.#byType.get(type)?.values() ?? [])].flatMap((versions) =>
      versions.flatMap(({ item, from: begun }, index) => {
        const ended = versions[index + 1]?.from;
        return item !== undefined && begun <= until && (ended === undefined || ended >= from) ? [item] : [];
      }),
    );
  }

  /** When items of these types changed. */
  changes = (...types: readonly string[]): Instant[] =>
    types.flatMap((type) =>
      [...(this.#byType.get(type)?.values() ?? [])].flatMap((versions) => versions.map(({ from }) => from)),
    );
}

const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : []);

const severity = ['OPERATIONAL', 'UNDER_MAINTENANCE', 'DEGRADED', 'PARTIAL_OUTAGE', 'MAJOR_OUTAGE'];
const worstOf = (statuses: readonly string[]): string =>
  severity[Math.max(0, ...statuses.map((status) => severity.indexOf(status)))] ?? '';
const components = ['operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage'];
const indicators = ['none', 'maintenance', 'minor', 'major', 'critical'];
const inWords = (words: readonly string[], status: string): string => words[severity.indexOf(status)] ?? '';

/** What somebody may see of a page; absent: all of it. */
export interface Seen {
  readonly services: ReadonlySet<number>;
  readonly metrics: ReadonlySet<number>;
}

/** What a user sees of a page for audiences: what a team owns which they are in at that time. */
export function seenBy(past: Past, page: Item, userId: number, at: Instant): Seen {
  const teams = new Set(
    past
      .at('TEAM', at)
      .filter(({ members }) => (members as { userId: number }[]).some((member) => member.userId === userId))
      .map(({ id }) => Number(id)),
  );
  const owned = (type: string, shown: unknown) => {
    const ids = numbers(shown);
    const items = past
      .at(type, at)
      .filter(({ id, teams: owners }) => ids.includes(Number(id)) && numbers(owners).some((team) => teams.has(team)));
    return new Set(items.map(({ id }) => Number(id)));
  };
  return { services: owned('SERVICE', page.services), metrics: owned('METRIC', page.metrics) };
}

/** When planned work begins and ends, as its item has it. */
export const isOn = ({ startsAt, endsAt }: Item, at: Instant): boolean => String(startsAt) <= at && at < String(endsAt);

type Affected = readonly { readonly serviceId: number; readonly impact: string }[];
export const affectedBy = (incident: Item): number[] =>
  (incident.affected as Affected).map(({ serviceId }) => serviceId);

/** Updates stand in the order of the times that they tell; a writer's clock may be off. */
const saidAt = ({ createdAt, id }: Item): string => `${createdAt} ${id}`;

function statusOf(service: Item, windows: readonly Item[], at: Instant): string {
  const holds = ((service.holds ?? []) as readonly { impact: string }[]).map(({ impact }) => impact);
  const alerts = ((service.alertHolds ?? []) as readonly { status: string }[]).map(({ status }) => status);
  const isPlanned = windows.some((window) => numbers(window.services).includes(Number(service.id)) && isOn(window, at));
  return worstOf([String(service.status), ...holds, ...alerts, ...(isPlanned ? ['UNDER_MAINTENANCE'] : [])]);
}

interface Element {
  readonly id: number;
  readonly type: string;
  readonly children?: readonly { readonly id: number }[];
}

/** What a page has to say at a time to who sees this of it, worked out from what stands in the table: one text for each thing. */
export function saidOf(past: Past, page: Item, seen: Seen | undefined, at: Instant): string[] {
  const windows = past.at('MAINTENANCE', at);
  const services = new Map(
    past
      .at('SERVICE', at)
      .filter(({ id }) => numbers(page.services).includes(Number(id)) && (seen?.services.has(Number(id)) ?? true))
      .map((service) => [Number(service.id), service]),
  );
  const status = new Map([...services].map(([id, service]) => [id, statusOf(service, windows, at)]));
  const elements = (page.elements === undefined ? [] : JSON.parse(String(page.elements))) as readonly Element[];
  const groups = elements
    .filter(({ type }) => type === 'GROUP')
    .map(({ id, children = [] }) => ({
      id,
      members: children.map((child) => child.id).filter((one) => status.has(one)),
    }))
    .filter(({ members }) => members.length > 0);
  const groupOf = (id: number) => groups.find(({ members }) => members.includes(id))?.id ?? '';
  const isShown = (ids: readonly number[]) => ids.some((id) => services.has(id));
  const incidents = past.at('INCIDENT', at).filter((one) => isShown(affectedBy(one)));
  const updates = past.at('INCIDENT_UPDATE', at);
  const saidOfIncident = (one: Item): string => {
    const said = updates
      .filter(({ incidentId }) => incidentId === one.id)
      .sort((a, b) => (saidAt(a) < saidAt(b) ? 1 : -1));
    const about = affectedBy(one).filter((id) => services.has(id));
    const words = said.map((update) => `${String(update.status).toLowerCase()} "${update.content}"`);
    return `incident ${one.id} ${String(one.status).toLowerCase()} of ${about}: ${words.join(', ')}`;
  };
  const planned = windows.filter((one) => isShown(numbers(one.services)) && String(one.endsAt) > at);
  return [
    `the page is ${inWords(indicators, worstOf([...status.values()]))}`,
    ...[...status].map(([id, is]) => `service ${id} is ${inWords(components, is)} in group ${groupOf(id)}`),
    ...groups.map(({ id, members }) => {
      const is = worstOf(members.map((member) => status.get(member) ?? ''));
      return `group ${id} of ${members} is ${inWords(components, is)}`;
    }),
    ...incidents.filter((one) => one.status !== 'RESOLVED').map(saidOfIncident),
    ...incidents.map(({ id, status: is }) => `in the past incident ${id} ${String(is).toLowerCase()}`),
    ...planned.map((one) => {
      const about = numbers(one.services).filter((id) => services.has(id));
      return `work ${one.id} ${isOn(one, at) ? 'in_progress' : 'scheduled'} of ${about}`;
    }),
  ].sort();
}

interface Document {
  readonly status: { readonly indicator: string };
  readonly components: readonly {
    readonly id: string;
    readonly status: string;
    readonly group: boolean;
    readonly group_id: string | null;
    readonly components?: readonly string[];
  }[];
  readonly incidents: readonly {
    readonly id: string;
    readonly status: string;
    readonly components: readonly { readonly id: string }[];
    readonly incident_updates: readonly { readonly status: string; readonly body: string }[];
  }[];
  readonly scheduled_maintenances: Document['incidents'];
}

/** What `status.json` and `api/v2/incidents.json` of a page say, in the same words. */
export function saidIn(status: string, past: string): string[] {
  const document = JSON.parse(status) as Document;
  const { incidents: all } = JSON.parse(past) as Document;
  return [
    `the page is ${document.status.indicator}`,
    ...document.components.map((one) =>
      one.group
        ? `group ${one.id} of ${one.components} is ${one.status}`
        : `service ${one.id} is ${one.status} in group ${one.group_id ?? ''}`,
    ),
    ...document.incidents.map((one) => {
      const words = one.incident_updates.map((update) => `${update.status} "${update.body}"`);
      return `incident ${one.id} ${one.status} of ${one.components.map(({ id }) => id)}: ${words.join(', ')}`;
    }),
    ...all.map((one) => `in the past incident ${one.id} ${one.status}`),
    ...document.scheduled_maintenances.map(
      (one) => `work ${one.id} ${one.status} of ${one.components.map(({ id }) => id)}`,
    ),
  ].sort();
}

/** The things that a file names, wherever it does: by what they are called, or by their ids. */
export interface Named {
  readonly services: ReadonlySet<number>;
  readonly metrics: ReadonlySet<number>;
  /** By the names of incidents and planned work. */
  readonly incidents: ReadonlySet<string>;
  readonly incidentIds: ReadonlySet<number>;
  readonly works: ReadonlySet<string>;
}

const found = (text: string, form: RegExp): number[] => [...text.matchAll(form)].map((match) => Number(match[1]));

export function namedIn(body: string): Named {
  // Calendars break their lines wherever they like.
  const text = body.replaceAll(/\r?\n[ \t]/g, '');
  const services = text.startsWith('{"page"') && text.includes('"components"') ? servicesOfDocument(text) : [];
  return {
    services: new Set([...found(text, /svc-(\d+)-name/g), ...found(text, /data-service="(\d+)"/g), ...services]),
    metrics: new Set([...found(text, /met-(\d+)-name/g), ...found(text, /data-metric="(\d+)"/g)]),
    incidents: new Set(text.match(/inc-\d+-text/g)),
    incidentIds: new Set(found(text, /data-incident="(\d+)"/g)),
    works: new Set(text.match(/win-\d+-text/g)),
  };
}

const servicesOfDocument = (text: string): number[] =>
  ((JSON.parse(text) as Partial<Document>).components ?? []).filter(({ group }) => !group).map(({ id }) => Number(id));
