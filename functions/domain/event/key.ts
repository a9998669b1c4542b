import type { SourceTemplates } from '../alert-source/templates.ts';
import type { NormalisedEvent } from './event.ts';
import { goesOn, type Say, type Staged } from './stage.ts';

/** The alert key is what the source's template says, for every type of event. Without one the event cannot belong to an alert. */
export function keyStage(event: NormalisedEvent, { alertKey }: Pick<SourceTemplates, 'alertKey'>, say: Say): Staged {
  if (alertKey === undefined) return goesOn(event);
  const key = say(alertKey).trim();
  if (key === '') return { kind: 'end', outcome: 'NO_KEY', why: 'dropped: the key template gives nothing for it' };
  return goesOn({ ...event, alertKey: key }, `key ${key} by the template`);
}
