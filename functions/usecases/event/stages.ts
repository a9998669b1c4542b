import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { type SourceTemplates, templatesOf } from '../../domain/alert-source/templates.ts';
import type { EventMessage, NormalisedEvent } from '../../domain/event/event.ts';
import { keyStage } from '../../domain/event/key.ts';
import { priorityStage } from '../../domain/event/priority.ts';
import { routeStage } from '../../domain/event/route.ts';
import { servicesStage } from '../../domain/event/services.ts';
import { severityStage } from '../../domain/event/severity.ts';
import { goesOn, type Say, type Staged, sayAbout } from '../../domain/event/stage.ts';
import { textsStage } from '../../domain/event/texts.ts';
import { boundedEvent } from '../../integrations/bounds.ts';
import { inlineBody, payloadOf } from './payload.ts';

type Accepted = Pick<EventMessage, 'isOwnForm' | 'raw'> & { readonly event: NormalisedEvent };
type Stage = (event: NormalisedEvent, templates: SourceTemplates, say: Say) => Staged;

/** What the settings of its source make of every event, and of one that may open an alert, in this order. */
const always: readonly Stage[] = [keyStage];
const ofAlerts: readonly Stage[] = [textsStage, priorityStage, severityStage, routeStage, servicesStage];

/**
 * The event as the templates of its source make it, within the bounds of any event, or how its way ends; with the
 * reasons of all stages. All templates see the event as it came, whatever the stages before have changed.
 */
export function stagedEvent(source: Pick<AlertSource, 'extras'>, accepted: Accepted): Staged {
  const templates = templatesOf(source.extras);
  const say = sayAbout({ event: accepted.event, payload: payloadOf(accepted, () => inlineBody(accepted.raw)) });
  const whys: string[] = [];
  let { event } = accepted;
  for (const stage of event.eventType === 'ALERT' ? [...always, ...ofAlerts] : always) {
    const staged = stage(event, templates, say);
    if (staged.kind === 'end') return staged;
    event = staged.event;
    if (staged.why !== undefined) whys.push(staged.why);
  }
  if (event === accepted.event) return goesOn(event);
  return goesOn(boundedEvent(event), whys.length > 0 ? whys.join('; ') : undefined);
}
