import type { Actor } from '../domain/access/actor.ts';
import { can, mayName } from '../domain/access/can.ts';
import type { AlertSource } from '../domain/alert-source/alert-source.ts';
import { InvalidInputError } from '../domain/errors.ts';
import type { EscalationPolicy } from '../domain/escalation-policy/escalation-policy.ts';
import type { EventFlow } from '../domain/event-flow/event-flow.ts';
import type { IncidentTemplate } from '../domain/incident/incident-template.ts';
import type { MetricDataSource } from '../domain/metric/data-source.ts';
import type { Metric } from '../domain/metric/metric.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { Service } from '../domain/service/service.ts';
import type { SupportHours } from '../domain/support-hours/support-hours.ts';
import type { Team } from '../domain/team/team.ts';
import type { User } from '../domain/user/user.ts';
import type { Context } from '../ports/context.ts';

/** What things refer to by its id. */
interface Referred {
  readonly user: User;
  readonly team: Team;
  readonly schedule: Schedule;
  readonly policy: EscalationPolicy;
  readonly source: AlertSource;
  readonly 'support-hours': SupportHours;
  readonly service: Service;
  readonly metric: Metric;
  readonly 'metric-source': MetricDataSource;
  readonly 'incident-template': IncidentTemplate;
  readonly 'event-flow': EventFlow;
}
type ReferredKind = keyof Referred;

type KnownContext = Context<'store' | 'actor'>;

const stores = {
  user: 'users',
  team: 'teams',
  schedule: 'schedules',
  policy: 'policies',
  source: 'sources',
  'support-hours': 'supportHours',
  service: 'services',
  metric: 'metrics',
  'metric-source': 'metricSources',
  'incident-template': 'incidentTemplates',
  'event-flow': 'eventFlows',
} as const satisfies Record<ReferredKind, keyof KnownContext['store']>;

const words: Readonly<Record<ReferredKind, string>> = {
  user: 'user',
  team: 'team',
  schedule: 'schedule',
  policy: 'escalation policy',
  source: 'alert source',
  'support-hours': 'support hours entry',
  service: 'service',
  metric: 'metric',
  'metric-source': 'metric data source',
  'incident-template': 'incident template',
  'event-flow': 'event flow',
};

/** Those of the things that are there and that the actor may know of. */
export async function knownTo<K extends ReferredKind>(
  ctx: KnownContext,
  kind: K,
  ids: Iterable<number>,
): Promise<ReadonlyMap<number, Referred[K]>> {
  const distinct = [...new Set(ids)];
  const found = (await ctx.store[stores[kind]].getMany(distinct)) as Referred[K][];
  return new Map(found.filter((one) => isKnown(ctx.actor, kind, one)).map((one) => [one.id, one]));
}

function isKnown(actor: Actor, kind: ReferredKind, one: Referred[ReferredKind]): boolean {
  if ('hidden' in one && one.hidden === true) return false;
  return kind === 'user' ? mayName(actor, one.id) : can(actor, `${kind}:read`, one);
}

/** How an input names something else; `field` is where its id stands. */
export interface NamedInInput {
  readonly kind: ReferredKind;
  readonly id: number;
  readonly field: string;
  /** Where it stands in a text of a language. */
  readonly position?: number;
}

/** What an input names that it did not name before, found by kind and id. */
export type Found = <K extends ReferredKind>(kind: K, id: number) => Referred[K] | undefined;

/**
 * Reads what an input newly refers to. What stood there before may stay, whatever became of it. Throws InvalidInputError for
 * the first that is not there; what the actor may not know of is not there.
 */
export async function newlyNamed(
  ctx: KnownContext,
  named: readonly NamedInInput[],
  before: readonly Pick<NamedInInput, 'kind' | 'id'>[] = [],
): Promise<Found> {
  const stood = new Set(before.map(textOf));
  const fresh = named.filter((one) => !stood.has(textOf(one)));
  const kinds = [...new Set(fresh.map(({ kind }) => kind))];
  const found = new Map<ReferredKind, ReadonlyMap<number, Referred[ReferredKind]>>();
  const read = async (kind: ReferredKind) =>
    found.set(
      kind,
      await knownTo(
        ctx,
        kind,
        fresh.filter((one) => one.kind === kind).map(({ id }) => id),
      ),
    );
  await Promise.all(kinds.map(read));
  const missing = fresh.find(({ kind, id }) => found.get(kind)?.has(id) !== true);
  if (missing !== undefined) throw thereIsNo(missing);
  return <K extends ReferredKind>(kind: K, id: number) => found.get(kind)?.get(id) as Referred[K] | undefined;
}

const textOf = ({ kind, id }: Pick<NamedInInput, 'kind' | 'id'>): string => `${kind} ${id}`;

/** The refusal of what is not there, or must not be known to be. */
export const thereIsNo = ({ kind, id, field, position }: NamedInInput): InvalidInputError =>
  new InvalidInputError(field, `there is no ${words[kind]} ${id}`, position === undefined ? {} : { position });

/** The one thing that a member of an input names; it has to be there for the actor. */
export async function theNamed<K extends ReferredKind>(
  ctx: KnownContext,
  kind: K,
  { id, field }: Omit<NamedInInput, 'kind'>,
): Promise<Referred[K]> {
  const found = (await newlyNamed(ctx, [{ kind, id, field }]))(kind, id);
  if (found === undefined) throw thereIsNo({ kind, id, field });
  return found;
}

/** A reference on the wire. */
export interface NamedOnWire {
  readonly id: number;
  readonly name?: string;
}

/** Shows what things refer to: with its name where the actor may know it, by the id alone otherwise, as what is gone. */
export async function namesOf(
  ctx: KnownContext,
  kind: Exclude<ReferredKind, 'user'>,
  ids: Iterable<number>,
): Promise<(id: number) => NamedOnWire> {
  const known = await knownTo(ctx, kind, ids);
  return (id) => {
    const found = known.get(id);
    return found === undefined ? { id } : { id, name: found.name };
  };
}
