import type { SourceTemplates } from '../alert-source/templates.ts';
import type { NormalisedEvent } from './event.ts';
import { goesOn, type Say, type Staged } from './stage.ts';

/** The routing keys are what the source's template says; where it says nothing, the event's own. */
export function routeStage(event: NormalisedEvent, { routing }: Pick<SourceTemplates, 'routing'>, say: Say): Staged {
  const routingKey = routing === undefined ? '' : say(routing).trim();
  return routingKey === '' ? goesOn(event) : goesOn({ ...event, routingKey }, `routed by ${routingKey}`);
}
