import type { SourceTemplates } from '../alert-source/templates.ts';
import type { NormalisedEvent } from './event.ts';
import { mappedValue } from './mapped.ts';
import { goesOn, type Say, type Staged } from './stage.ts';

/** The priority that the source's template maps to counts before the event's own; without a mapping that one stays. */
export function priorityStage(
  event: NormalisedEvent,
  { priority }: Pick<SourceTemplates, 'priority'>,
  say: Say,
): Staged {
  const mapped = priority && mappedValue(priority, say);
  if (mapped === undefined) return goesOn(event);
  return goesOn({ ...event, priority: mapped.result }, `priority ${mapped.result} for ${mapped.value}`);
}
