import type { SourceTemplates } from '../alert-source/templates.ts';
import type { NormalisedEvent } from './event.ts';
import { goesOn, type Say, type Staged } from './stage.ts';

/** Names of services in a comma-separated text; longer ones are no names. */
const namesIn = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name.length <= 255);

/** So many names of services an event keeps. */
const mostNames = 30;

/** What each template says is split at commas; every piece names a service, by its alias or name. */
export function servicesStage(
  event: NormalisedEvent,
  { services }: Pick<SourceTemplates, 'services'>,
  say: Say,
): Staged {
  const names = new Set(services.flatMap((template) => namesIn(say(template))));
  if (names.size === 0) return goesOn(event);
  const named = [...names].slice(0, mostNames).map((alias) => ({ alias }));
  return goesOn({ ...event, services: [...(event.services ?? []), ...named] });
}
