import { type FilterMember, filterMembers, filterText } from '../alert-source/filters.ts';
import type { Condition } from '../condition/condition.ts';
import type { Evaluation } from '../condition/evaluate.ts';
import { parseCondition } from '../condition/parse.ts';
import type { EventType, NormalisedEvent } from './event.ts';
import { goesOn, type Staged } from './stage.ts';

/** The filters of a source, read. */
export type Filters = Readonly<Partial<Record<FilterMember, Condition>>>;

/** What is kept and cannot be read filters nothing: no event is lost to it. */
export function filtersOf(settings: Readonly<Record<string, unknown>>): Filters {
  const read = filterMembers.flatMap((member) => {
    const text = filterText(settings, member);
    const parsed = text === undefined ? undefined : parseCondition(text);
    return parsed?.ok ? [[member, parsed.condition] as const] : [];
  });
  return Object.fromEntries(read);
}

/** What decides the type of an event, in this order: the first that is true. */
export const typeFilters: readonly (readonly [member: FilterMember, eventType: EventType])[] = [
  ['eventTypeFilterResolve', 'RESOLVE'],
  ['eventTypeFilterAccept', 'ACCEPT'],
  ['eventTypeFilterCreate', 'ALERT'],
];

const dropped = (why: string): Staged => ({ kind: 'end', outcome: 'FILTERED', why });

/** An event that its source's filter does not want ends here; one that the filter could not decide goes on. */
export function filterStage(event: NormalisedEvent, { result, isUnfinished }: Evaluation): Staged {
  if (isUnfinished) return goesOn(event, 'the event filter takes too long with this event, and was left out');
  return result ? goesOn(event) : dropped('dropped by the event filter');
}

/**
 * The event with the type that the filters give it, whatever it said itself: that of the first which is true, `undefined`
 * where none is. One that could not be decided leaves the type as it is.
 */
export function typeStage(event: NormalisedEvent, decided: EventType | 'UNDECIDED' | undefined): Staged {
  if (decided === undefined) return dropped('dropped: none of the event type filters is true of it');
  if (decided === 'UNDECIDED')
    return goesOn(event, 'an event type filter takes too long with this event, and was left out');
  if (decided === event.eventType) return goesOn(event);
  return goesOn(
    { ...event, eventType: decided },
    `${decided} instead of ${event.eventType}, says its event type filter`,
  );
}
