import type { Priority } from '../domain/event/event.ts';
import { text } from './reader.ts';

/** The priority of a state of a host or service, as Nagios and its descendants name them; UNKNOWN says nothing. */
export function hostPriority(state: unknown): Priority | undefined {
  const word = text(state)?.toUpperCase();
  if (word === undefined) return undefined;
  if (/^(?:CRIT(?:ICAL)?|DOWN|UNREACH(?:ABLE)?)$/.test(word)) return 'HIGH';
  return /^WARN(?:ING)?$/.test(word) ? 'LOW' : undefined;
}

/** The state is the good one: OK of a service, UP of a host. */
export const isGoodState = (state: unknown): boolean => /^(?:OK|UP|0)$/i.test(text(state) ?? '');
