import type { NormalisedEvent } from './event.ts';

/** What conditions and templates see of an event: what it says, not how its members are kept. */
export function eventRoot({ group: _members, ...event }: NormalisedEvent): Omit<NormalisedEvent, 'group'> {
  return event;
}
