import type { Api } from '../../../client/api.ts';

type SourceEvent = Api<'SourceEvent'>;

const textIn = (event: unknown, member: string): string | undefined => {
  const value = typeof event === 'object' && event !== null ? (event as Record<string, unknown>)[member] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/** What an event is about, in its own words. */
export const summaryOf = ({ event }: Pick<SourceEvent, 'event'>): string =>
  textIn(event, 'summary') ?? textIn(event, 'alertKey') ?? textIn(event, 'eventType') ?? '';

export const typeOf = ({ event }: Pick<SourceEvent, 'event'>): string | undefined => textIn(event, 'eventType');

/** JSON laid out for reading; whatever else it is stays as it is. */
export function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** Outcomes that changed an alert. */
export const effects: readonly string[] = ['CREATED', 'APPENDED', 'GROUPED', 'ACCEPTED', 'RESOLVED', 'COMMENTED'];

/** Outcomes that changed none. */
export const noEffects: readonly string[] = [
  'NO_OPEN_ALERT',
  'STALE',
  'SOURCE_DISABLED',
  'IN_MAINTENANCE',
  'IGNORED',
  'REFUSED',
  'UNREADABLE',
  'FILTERED',
  'NO_KEY',
  'DROPPED_BY_FLOW',
  'WAITING',
];
