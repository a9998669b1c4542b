import type { SourceTemplates } from '../alert-source/templates.ts';
import type { NormalisedEvent } from './event.ts';
import { mappedValue } from './mapped.ts';
import { goesOn, type Say, type Staged } from './stage.ts';

/** The severity that the source's template maps to counts before the event's own; without a mapping that one stays. */
export function severityStage(
  event: NormalisedEvent,
  { severity }: Pick<SourceTemplates, 'severity'>,
  say: Say,
): Staged {
  const mapped = severity && mappedValue(severity, say);
  if (mapped === undefined) return goesOn(event);
  return goesOn({ ...event, severity: mapped.result }, `severity ${mapped.result} for ${mapped.value}`);
}
