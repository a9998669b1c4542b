import type { NormalisedEvent } from '../event/event.ts';
import type { AlertSource } from './alert-source.ts';

/** So many services an alert is about at most. */
export const mostServices = 30;

/** Ids that stand in a list as clients write it. */
const idsIn = (list: unknown): number[] =>
  Array.isArray(list) ? list.map((one) => one?.id).filter((id) => Number.isSafeInteger(id) && id > 0) : [];

/** The services that alerts of a source are about: those that the source always names, and those that the event does. */
export const servicesOf = (
  { extras }: Pick<AlertSource, 'extras'>,
  event: Pick<NormalisedEvent, 'services'>,
): number[] => [...new Set([...idsIn(extras.services), ...idsIn(event.services)])].slice(0, mostServices);
