import type { OpenKeyLock } from '../alert/alert.ts';
import type { Instant } from '../time.ts';
import type { NormalisedEvent } from './event.ts';
import { type GroupMemory, type GroupNews, isOutdated, newsOf, remembered } from './group.ts';

/** What an event with the key of an open alert does to it. */
export type RepeatDecision =
  /** It goes into the timeline and changes nothing else. */
  | { readonly kind: 'append' }
  | {
      readonly kind: 'change';
      /** The alert says from now on what the event says. */
      readonly retells: boolean;
      readonly news: GroupNews;
      readonly raises: boolean;
      readonly group?: GroupMemory;
      /** Its key was over, while others of the alert were not. */
      readonly firesAgain?: boolean;
    };

interface RepeatFacts {
  readonly saysHigh: boolean;
  readonly isQuiet: boolean;
  readonly receivedAt: Instant;
  readonly now: Instant;
}

const nothingNew: GroupNews = { members: [], unnamed: 0 };

/**
 * Compares an event with what its key remembers: members of the group that the alert never had, other texts, a higher
 * priority. One that is older than what was heard last changes nothing. The first group of an alert from before groups
 * were remembered is taken as known: nobody is woken by an update of Tocsin.
 */
export function decideRepeat(event: NormalisedEvent, lock: OpenKeyLock, facts: RepeatFacts): RepeatDecision {
  const { receivedAt, now } = facts;
  if (lock.overAt !== undefined) return firesAgain(event, lock, facts);
  if (facts.isQuiet || receivedAt < lock.reportTime) return { kind: 'append' };
  const { group } = event;
  const known = lock.group;
  if (known !== undefined && receivedAt < known.at) return { kind: 'append' };

  const raises = facts.saysHigh && lock.priority !== 'HIGH';
  if (group === undefined) {
    return raises ? { kind: 'change', retells: false, news: nothingNew, raises } : { kind: 'append' };
  }
  const news = known === undefined ? nothingNew : newsOf(group, known);
  const hasNews = news.members.length > 0 || news.unnamed > 0;
  const isChange = known === undefined || hasNews || (!lock.isMember && isOutdated(event, known, now));
  if (!isChange && !raises) return { kind: 'append' };
  return {
    kind: 'change',
    retells: !lock.isMember,
    news,
    raises,
    group: remembered({ ...event, group }, known, facts),
  };
}

/** A key of several that was over fires again: whoever has the alert knows of it, but not of what is new in its group. */
function firesAgain(event: NormalisedEvent, lock: OpenKeyLock, facts: RepeatFacts): RepeatDecision {
  const { group } = event;
  const raises = facts.saysHigh && lock.priority !== 'HIGH';
  const news = group === undefined || lock.group === undefined ? nothingNew : newsOf(group, lock.group);
  const memory = group && { group: remembered({ ...event, group }, lock.group, facts) };
  return { kind: 'change', retells: false, news, raises, ...memory, firesAgain: true };
}
