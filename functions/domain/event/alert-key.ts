import type { NormalisedEvent } from './event.ts';

/** The key as it is compared: trimmed, without case (features.md §2); undefined when nothing is left. */
export function alertKeyOf(event: Pick<NormalisedEvent, 'alertKey'>): string | undefined {
  const key = event.alertKey?.trim().toLowerCase();
  return key === undefined || key === '' ? undefined : key;
}
