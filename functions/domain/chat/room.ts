import * as z from 'zod';
import type { Alert } from '../alert/alert.ts';
import { filterTypesOf, type TimelineEntry } from '../alert/log-entry.ts';
import { Instant, latest, minus } from '../time.ts';

/** A channel of Slack for one alert alone: who responds is there, and its timeline is told there until it is resolved. */
export const ChatRoom = z.object({
  alertId: z.number(),
  version: z.number(),
  type: z.literal('slack'),
  channel: z.string(),
  name: z.string(),
  openedAt: Instant,
  /** Up to when the timeline was told. */
  since: Instant,
  /** Entries of about that time that were told. */
  told: z.array(z.number()),
  closedAt: Instant.optional(),
});
export type ChatRoom = z.infer<typeof ChatRoom>;

/** Slack's longest name is one of 80 characters. */
const longestName = 80;

/** What the channel of an alert is called: its id, and what of its summary Slack lets into a name. */
export function roomName({ id, summary }: Pick<Alert, 'id' | 'summary'>, attempt = 1): string {
  const words = summary
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter((word) => word !== '');
  const end = attempt === 1 ? '' : `-${attempt}`;
  return `${['alert', id, ...words]
    .join('-')
    .slice(0, longestName - end.length)
    .replace(/-$/, '')}${end}`;
}

/** Entries are written by many, whose clocks differ: what is a little older than the last one may be new. */
const overlap = { minutes: 2 };
export const toldFrom = ({ since }: ChatRoom): Instant => minus(since, overlap);

/** What of the timeline is to be told there: what became of the alert, and not what actions did elsewhere or who was sent what. */
export const untoldIn = (room: ChatRoom, entries: readonly TimelineEntry[]): TimelineEntry[] =>
  entries.filter(
    ({ id, timestamp, type }) =>
      timestamp >= toldFrom(room) &&
      !room.told.includes(id) &&
      filterTypesOf(type).some((filter) => filter === 'ALERT_UPDATES' || filter === 'ALERT_SOURCE_EVENTS'),
  );

/** The room once these entries were told. */
export function afterTelling(room: ChatRoom, entries: readonly TimelineEntry[]): ChatRoom {
  const since = entries.map(({ timestamp }) => timestamp).reduce(latest, room.since);
  return { ...room, since, told: [...room.told, ...entries.map(({ id }) => id)].slice(-200) };
}
