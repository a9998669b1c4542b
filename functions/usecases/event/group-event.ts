import type { Alert } from '../../domain/alert/alert.ts';
import { VersionConflictError } from '../../domain/errors.ts';
import { arrivedAt } from '../../domain/event/event.ts';
import type { Grouping } from '../../domain/event/grouping/grouping.ts';
import {
  type Candidate,
  candidatesOf,
  type Head,
  type Heads,
  headOf,
  headsAmong,
  headsKept,
  noHeads,
  takesIn,
  withHead,
} from '../../domain/event/grouping/heads.ts';
import { type Creation, createAlert, type EventContext, type Opening } from './create.ts';
import { joinAlert } from './join.ts';

/** Events of one source come one after the other; more than a few that open alerts at once means that something is wrong. */
const maxAttempts = 10;
/** So many alerts are read to find one that takes the event in. */
const maxRead = 20;

interface Search {
  readonly opening: Opening;
  readonly grouping: Grouping;
  /** Those that were found to be resolved. */
  readonly over: Set<number>;
}

/**
 * Puts an event with a key of its own, or none, into the open alert that the source's grouping leads it to; opens an alert
 * where there is none. Whoever opens one changes the list of those on the condition that nobody else did: then it is
 * decided again.
 */
export async function groupEvent(ctx: EventContext, opening: Opening, grouping: Grouping): Promise<Creation> {
  const { source } = opening;
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const search: Search = { opening, grouping, over: new Set() };
    const read = await ctx.store.alerts.heads(source.id);
    let list: Heads = read ?? { ...noHeads, sourceVersion: source.version };
    const joined = await joinOneOf(ctx, search, list.heads);
    if (joined !== undefined) return joined;
    if (looksFurther(grouping, read?.sourceVersion === source.version)) {
      list = await lookFor(ctx, search, list);
      const found = await joinOneOf(ctx, search, list.heads);
      if (found !== undefined) return found;
    }
    await leaveRoom(ctx, search, list);
    const { over } = search;
    const headsWith = (alert: Alert) =>
      withHead(list, headOf(alert, grouping, arrivedAt(opening.message)), {
        grouping,
        sourceVersion: source.version,
        over,
      });
    const created = await createAlert(ctx, { ...opening, headsWith });
    if (created.kind !== 'crowded') return created;
  }
  throw new VersionConflictError(`the open alerts of source ${source.id}`);
}

/**
 * A list that was made for other settings does not know what was opened meanwhile. Where any alert of the source will do,
 * those of people and of former versions do, too, and are on no list.
 */
const looksFurther = ({ by }: Grouping, isCurrent: boolean): boolean => by === 'PENDING' || by === 'OPEN' || !isCurrent;

/** The list with the open alerts of the source that an index knows of. */
async function lookFor(ctx: EventContext, { opening: { source }, grouping }: Search, list: Heads): Promise<Heads> {
  const states = grouping.by === 'PENDING' ? (['PENDING'] as const) : (['PENDING', 'ACCEPTED'] as const);
  const open = await ctx.store.alerts.list({ sources: [source.id], states }, { offset: 0, limit: headsKept });
  return headsAmong(list, open, { grouping, sourceVersion: source.version, isPart: open.length === headsKept });
}

async function joinOneOf(
  ctx: EventContext,
  search: Search,
  heads: readonly Head[],
): Promise<Exclude<Creation, { kind: 'crowded' }> | undefined> {
  const { opening, grouping, over } = search;
  const asked = { event: opening.event, at: arrivedAt(opening.message) };
  const possible = candidatesOf(heads, grouping, asked).filter(({ alertId }) => !over.has(alertId));
  for (const candidate of await openAmong(ctx, search, possible)) {
    const joined = await joinAlert(ctx, opening, candidate, grouping);
    if (joined.kind !== 'refused') return joined;
    if (joined.isOver) over.add(candidate.alertId);
  }
  return undefined;
}

/** Of several those that are open are found by one look; one alone is looked at by whoever joins it. */
async function openAmong(
  ctx: EventContext,
  { grouping, over }: Search,
  possible: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const first = possible.slice(0, maxRead);
  if (first.length < 2) return first;
  const alerts = await ctx.store.alerts.getMany(first.map(({ alertId }) => alertId));
  for (const { id, status } of alerts) if (status === 'RESOLVED') over.add(id);
  const open = new Set(alerts.filter((alert) => takesIn(grouping, alert)).map(({ id }) => id));
  return first.filter(({ alertId }) => open.has(alertId));
}

/** Before a full list loses alerts that are open it loses those that are not. */
async function leaveRoom(ctx: EventContext, { over }: Search, { heads }: Heads): Promise<void> {
  const unknown = heads.filter(({ alertId }) => !over.has(alertId));
  if (unknown.length < headsKept) return;
  const alerts = await ctx.store.alerts.getMany(unknown.map(({ alertId }) => alertId));
  for (const { id, status } of alerts) if (status === 'RESOLVED') over.add(id);
}
