import { type Alert, AlertStatus } from '../domain/alert/alert.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { AlertFilter, AlertStore } from '../ports/alert-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Page } from '../ports/page.ts';
import { allOf as allConditions, type Condition, ifOneOf } from './conditions.ts';
import {
  alertShards,
  alertsPartition,
  idAtEnd,
  keys,
  monthsBack,
  openPartition,
  responderAlertsPartition,
  sourceAlertsPartition,
} from './keys.ts';
import { entriesOf, firstToEnd, mergeDescending, pageSize } from './pages.ts';
import { indexes, type Query, type Table } from './table.ts';

/** Queries of one group overlap in time and are merged; each group is older than the one before. */
interface Plan {
  readonly groups: readonly (readonly Query[])[];
  /** The queries alone decide: every alert they find belongs to the list, and is found once. */
  readonly isExact: boolean;
}

interface Sources {
  readonly clock: Clock;
  readonly accountCreatedAt: () => Promise<Instant>;
  readonly getMany: (ids: readonly number[]) => Promise<Alert[]>;
}

const loadChunk = 100;

/** Lists of alerts, newest first; which index serves which filter is in docs/data-model.md. */
export function createAlertLists(
  table: Table,
  { clock, accountCreatedAt, getMany }: Sources,
): Pick<AlertStore, 'list' | 'count'> {
  /** The ways to the alerts; several where it depends on the numbers which is the shortest. */
  async function plansOf(filter: AlertFilter, limit: number): Promise<readonly Plan[]> {
    const { sources, policies, responders } = filter;
    if (sources !== undefined && !(asksOnlyOpen(filter) && policies !== undefined))
      return [bySource(filter, sources, limit)];
    if (asksOnlyOpen(filter))
      return [openOnes(filter, limit), ...(responders === undefined ? [] : [byResponder(filter, responders, limit)])];
    if (responders !== undefined) return [byResponder(filter, responders, limit)];
    const newest = filter.until ?? plus(clock.now(), { days: 1 });
    const created = await accountCreatedAt();
    const oldest = filter.from !== undefined && filter.from > created ? filter.from : created;
    return [byMonth(filter, monthsBack(newest, oldest), limit)];
  }

  /** The ids a plan finds, newest first, each once. */
  async function* idsOf(plan: Plan): AsyncGenerator<number, undefined> {
    // Few alerts in many months: each turn looks at twice as many months at once.
    for (let start = 0, width = 1; start < plan.groups.length; start += width, width *= 2) {
      const turn = plan.groups.slice(start, start + width);
      const merged = turn.map((queries) => mergeDescending(queries.map((query) => orderedEntries(table, query))));
      const heads = await Promise.all(merged.map((stream) => stream.next()));
      for (const [index, head] of heads.entries()) {
        if (head.done) continue;
        yield head.value.id;
        for await (const entry of merged[index] ?? []) yield entry.id;
      }
      if (width > 16) width = 16;
    }
  }

  /** The alerts that match, chunk by chunk of the ids found; an index that lags behind lets nothing wrong through. */
  async function* matching(filter: AlertFilter, ids: AsyncGenerator<number, undefined>, chunk: number) {
    for await (const part of chunksOf(ids, chunk)) {
      const members = await respondersAmong(part, filter.responders);
      const alerts = await getMany(part);
      yield alerts.filter((alert) => matches(filter, alert) && (members === undefined || members.has(alert.id)));
    }
  }

  async function respondersAmong(alertIds: readonly number[], userIds: readonly number[] | undefined) {
    if (userIds === undefined) return undefined;
    const wanted = alertIds.flatMap((alertId) => userIds.map((userId) => keys.responder(alertId, userId)));
    return new Set((await table.batchGet(wanted)).map((item) => Number(item.alertId)));
  }

  async function list(filter: AlertFilter, page: Page): Promise<Alert[]> {
    if (page.limit <= 0 || asksNothing(filter)) return [];
    const plans = await plansOf(filter, pageSize(page));
    return firstToEnd(plans.map((plan) => pageAlong(plan, filter, page)));
  }

  async function* pageAlong(plan: Plan, filter: AlertFilter, page: Page): AsyncGenerator<undefined, Alert[]> {
    const ids = idsOf(plan);
    if (plan.isExact) await skip(ids, page.offset);
    const found: Alert[] = [];
    let left = plan.isExact ? 0 : page.offset;
    for await (const alerts of matching(filter, ids, Math.min(plan.isExact ? page.limit : loadChunk, loadChunk))) {
      found.push(...alerts.slice(left));
      left = Math.max(0, left - alerts.length);
      if (found.length >= page.limit) break;
      yield;
    }
    return found.slice(0, page.limit);
  }

  async function count(filter: AlertFilter): Promise<number> {
    if (asksNothing(filter)) return 0;
    const plans = await plansOf(filter, 1000);
    return firstToEnd(plans.map((plan) => countAlong(plan, filter)));
  }

  async function* countAlong(plan: Plan, filter: AlertFilter): AsyncGenerator<undefined, number> {
    let total = 0;
    if (plan.isExact) {
      const counts = plan.groups.flat().map(({ limit: _limit, ...query }) => table.count(query));
      for (const counted of await Promise.all(counts)) total += counted;
      return total;
    }
    for await (const alerts of matching(filter, idsOf(plan), loadChunk)) {
      total += alerts.length;
      yield;
    }
    return total;
  }

  return { list, count };
}

/** An empty list of states, sources … or an empty time asks for alerts that cannot be. */
const asksNothing = ({ states, sources, policies, responders, from, until }: AlertFilter): boolean =>
  [states, sources, policies, responders].some((values) => values?.length === 0) ||
  (from !== undefined && until !== undefined && from >= until);

/** DynamoDB compares with at most 100 values; a longer list is left to the alerts themselves. */
const isComparable = (values: readonly unknown[] | undefined): boolean => (values?.length ?? 0) <= 100;

const asksOnlyOpen = ({ states }: AlertFilter): boolean => states !== undefined && !states.includes('RESOLVED');

const asksEveryState = ({ states }: AlertFilter): boolean =>
  states === undefined || AlertStatus.options.every((status) => states.includes(status));

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Sort keys are `<reportTime>#<id>`, so the bare `until` lies before everything reported at that time. */
const timeRange = ({ from, until }: AlertFilter, prefix = '') =>
  ({ between: [`${prefix}${from ?? '0'}`, `${prefix}${until ?? '~'}`] }) as const;

function bySource(filter: AlertFilter, sources: readonly number[], limit: number): Plan {
  const states = unique(filter.states ?? AlertStatus.options);
  const queries = unique(sources).flatMap((sourceId) =>
    states.map(
      (status): Query => ({
        index: 'related',
        partition: sourceAlertsPartition(sourceId),
        sort: timeRange(filter, `${status}#`),
        order: 'descending',
        limit,
      }),
    ),
  );
  return { groups: [queries], isExact: filter.policies === undefined && filter.responders === undefined };
}

function openOnes(filter: AlertFilter, limit: number): Plan {
  const queries = alertShards.flatMap((shard) =>
    unique(filter.states ?? []).map(
      (status): Query => ({
        index: 'open',
        partition: openPartition(shard),
        sort: timeRange(filter, `${status}#`),
        order: 'descending',
        limit,
        filter: among(['policyId', filter.policies], ['sourceId', filter.sources]),
      }),
    ),
  );
  const isExact = filter.responders === undefined && isComparable(filter.policies) && isComparable(filter.sources);
  return { groups: [queries], isExact };
}

function byResponder(filter: AlertFilter, responders: readonly number[], limit: number): Plan {
  const queries = unique(responders).map(
    (userId): Query => ({
      index: 'list',
      partition: responderAlertsPartition(userId),
      sort: timeRange(filter),
      order: 'descending',
      limit,
    }),
  );
  const isExact = queries.length === 1 && filter.policies === undefined && asksEveryState(filter);
  return { groups: [queries], isExact };
}

function byMonth(filter: AlertFilter, months: readonly string[], limit: number): Plan {
  const states = asksEveryState(filter) ? undefined : filter.states;
  const groups = months.map((month) =>
    alertShards.map(
      (shard): Query => ({
        index: 'list',
        partition: alertsPartition(month, shard),
        sort: timeRange(filter),
        order: 'descending',
        limit,
        filter: among(['status', states], ['policyId', filter.policies]),
      }),
    ),
  );
  return { groups, isExact: isComparable(filter.policies) };
}

function among(...wanted: readonly [string, readonly (string | number)[] | undefined][]): Condition | undefined {
  const conditions = wanted.flatMap(([attribute, values]) =>
    values && isComparable(values) ? [ifOneOf(attribute, values)] : [],
  );
  return conditions.length === 0 ? undefined : allConditions(...conditions);
}

function matches({ states, sources, policies }: AlertFilter, alert: Alert): boolean {
  if (states !== undefined && !states.includes(alert.status)) return false;
  if (sources !== undefined && !sources.includes(alert.source.id)) return false;
  return policies === undefined || (alert.policy !== undefined && policies.includes(alert.policy.id));
}

async function* orderedEntries(table: Table, query: Query): AsyncGenerator<{ order: string; id: number }, undefined> {
  const sort = query.index === undefined ? 'SK' : indexes[query.index].sort;
  for await (const entry of entriesOf(table, query)) {
    const [time = '', id = ''] = String(entry[sort]).split('#').slice(-2);
    yield { order: `${time}#${id}`, id: idAtEnd(id) };
  }
}

async function skip(entries: AsyncGenerator<unknown, undefined>, count: number): Promise<void> {
  for (let skipped = 0; skipped < count; skipped += 1) if ((await entries.next()).done) return;
}

async function* chunksOf<T>(entries: AsyncGenerator<T, undefined>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for await (const entry of entries) {
    chunk.push(entry);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
