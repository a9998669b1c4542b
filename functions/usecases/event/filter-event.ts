import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { type FilterMember, placeOfFilter } from '../../domain/alert-source/filters.ts';
import type { Condition } from '../../domain/condition/condition.ts';
import type { Evaluation } from '../../domain/condition/evaluate.ts';
import { arrivedAt, type EventMessage, type EventType, type NormalisedEvent } from '../../domain/event/event.ts';
import { eventRoot } from '../../domain/event/event-root.ts';
import { type Filters, filterStage, filtersOf, typeFilters, typeStage } from '../../domain/event/filter.ts';
import { goesOn, type Staged } from '../../domain/event/stage.ts';
import type { Context } from '../../ports/context.ts';
import { evaluateCounted } from '../condition/evaluate-counted.ts';

type Filtered = Pick<EventMessage, 'eventId' | 'receivedAt' | 'flow'> & { readonly event: NormalisedEvent };

/**
 * The event as the filters of its source let it through, with the type that they give it, or how its way ends. They ask about
 * the time it came, and count it once however often it is delivered.
 */
export async function filteredEvent(
  ctx: Context<'store'>,
  source: Pick<AlertSource, 'id' | 'extras'>,
  filtered: Filtered,
): Promise<Staged> {
  const filters = filtersOf(source.extras);
  const tried = (member: FilterMember, condition: Condition) =>
    evaluated(ctx, { place: placeOfFilter(source.id, member), condition }, filtered);
  const { eventFilter } = filters;
  const passed = eventFilter
    ? filterStage(filtered.event, await tried('eventFilter', eventFilter))
    : goesOn(filtered.event);
  if (passed.kind === 'end' || typeFilters.every(([member]) => filters[member] === undefined)) return passed;
  const typed = typeStage(passed.event, await decidedType(filters, tried));
  const whys = [passed.why, typed.why].filter((why) => why !== undefined);
  return typed.kind === 'end' ? typed : goesOn(typed.event, whys.length > 0 ? whys.join('; ') : undefined);
}

async function decidedType(
  filters: Filters,
  tried: (member: FilterMember, condition: Condition) => Promise<Evaluation>,
): Promise<EventType | 'UNDECIDED' | undefined> {
  for (const [member, eventType] of typeFilters) {
    const condition = filters[member];
    if (condition === undefined) continue;
    const { result, isUnfinished } = await tried(member, condition);
    if (isUnfinished) return 'UNDECIDED';
    if (result) return eventType;
  }
  return undefined;
}

const evaluated = (
  ctx: Context<'store'>,
  asked: { readonly place: string; readonly condition: Condition },
  { event, eventId, ...times }: Filtered,
): Promise<Evaluation> =>
  evaluateCounted(ctx, { ...asked, roots: { event: eventRoot(event) }, eventId, at: arrivedAt(times) });
