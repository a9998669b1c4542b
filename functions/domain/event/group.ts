import * as z from 'zod';
import { Instant, latest, plus } from '../time.ts';
import { memberId, membersKnown } from './members.ts';

/** A firing member of a group: what tells it from the others, and what people read. */
export const GroupMember = z.object({ id: z.string(), text: z.string().optional() });
export type GroupMember = z.infer<typeof GroupMember>;

/** What an event says of the group it is about: its firing members, and how many members there are in all. */
export const EventGroup = z.object({
  firing: z.array(GroupMember),
  /** Firing or not, shown or left out. */
  total: z.number(),
  /** Some members are not in the event. */
  isPart: z.boolean().optional(),
  /** The tool was not told what to group by, so that everything is one group. */
  hasNoKey: z.boolean().optional(),
});
export type EventGroup = z.infer<typeof EventGroup>;

/**
 * What the key of an open alert remembers of its group. It stands on the lock and not on the alert: older versions write
 * alerts whole and would lose it.
 */
export const GroupMemory = z.object({
  /** Members that the alert has had, those of the latest event first. */
  ids: z.array(z.string()),
  /** The most members it was ever said to have. */
  total: z.number(),
  /** When the latest event that counted was received. */
  at: Instant,
  /** Tells whether the texts changed. */
  digest: z.string(),
  updatedAt: Instant,
});
export type GroupMemory = z.infer<typeof GroupMemory>;

type Texts = { readonly summary?: string | undefined; readonly details?: string | undefined };

const digestOf = ({ summary = '', details = '' }: Texts): string => memberId(`${summary}\n${details}`);

/** What is new to an alert: members by name, and how many there are that nobody named. */
export interface GroupNews {
  readonly members: readonly GroupMember[];
  readonly unnamed: number;
}

/**
 * The firing members that the alert never had. One that was over and fires again is not among them: whoever has the
 * alert knows of it. Of members left out only a rising total tells.
 */
export function newsOf(group: EventGroup, known: Pick<GroupMemory, 'ids' | 'total'>): GroupNews {
  const ids = new Set(known.ids);
  const members = group.firing.filter(({ id }) => !ids.has(id));
  const unnamed = group.isPart ? Math.max(0, group.total - known.total - members.length) : 0;
  return { members, unnamed };
}

/** What is remembered after an event: its firing members always, of earlier ones as many as there is room for. */
export function remembered(
  { group, ...texts }: Texts & { readonly group: EventGroup },
  known: Pick<GroupMemory, 'ids' | 'total'> | undefined,
  { receivedAt, now }: { readonly receivedAt: Instant; readonly now: Instant },
): GroupMemory {
  const ids = new Set([...group.firing.map(({ id }) => id), ...(known?.ids ?? [])]);
  return {
    ids: [...ids].slice(0, membersKnown),
    total: Math.max(group.total, known?.total ?? 0, ids.size),
    at: receivedAt,
    digest: digestOf(texts),
    updatedAt: now,
  };
}

/** The shortest time between two updates of an alert that bring no news. */
const updatePause = { seconds: 1 };

/** Whether the alert should say something else now; asked again by the next event while it was updated just before. */
export const isOutdated = (texts: Texts, memory: GroupMemory, now: Instant): boolean =>
  memory.digest !== digestOf(texts) && plus(memory.updatedAt, updatePause) <= now;

/** One message tells all that is new within this time. */
const bundledFor = { seconds: 60 };
/** A message that goes out this soon may be on its way already: nothing is added to it. */
const surelyNotSent = { seconds: 10 };

/**
 * When people are told of news: at once, but of what follows within a minute together, at its end. `lastAt` is when they
 * are or were told last.
 */
export function toldAt(lastAt: Instant | undefined, now: Instant): Instant {
  if (lastAt === undefined) return now;
  return lastAt > plus(now, surelyNotSent) ? lastAt : latest(now, plus(lastAt, bundledFor));
}
