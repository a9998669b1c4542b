import * as z from 'zod';
import type { Alert } from '../../alert/alert.ts';
import { alertKeyOf } from '../alert-key.ts';
import type { NormalisedEvent } from '../event.ts';
import { memberId } from '../members.ts';
import { subjectOf } from './heads.ts';

/**
 * What an alert of several keys has in it. It has an item of its own, written only together with the alert, so that the
 * alert's version guards it, and older versions, which write alerts whole, do not lose it.
 */
export const AlertMembers = z.object({
  /** Hashes of the keys of which nobody has said yet that they are over. */
  firing: z.array(z.string()),
  /** How many keys it ever had. */
  total: z.number(),
  /** Hashes of the subjects of events without a key, the latest first: nobody will say that they are over. */
  keyless: z.array(z.string()),
});
export type AlertMembers = z.infer<typeof AlertMembers>;

/** With so many keys firing an alert takes in no other one: the next event opens an alert of its own. */
export const firingMembersHeld = 100;
const keylessKnown = 50;

/** What stands for a key among the members of an alert. */
export const keyMemberId = (key: string): string => memberId(alertKeyOf({ alertKey: key }) ?? '');

/** The members of an alert that nothing was grouped into yet: its own key, or its own event without one. */
export function firstMembers({ alertKey, summary }: Pick<Alert, 'alertKey' | 'summary'>): AlertMembers {
  const key = alertKeyOf({ alertKey });
  if (key !== undefined) return { firing: [memberId(key)], total: 1, keyless: [] };
  return { firing: [], total: 0, keyless: [subjectOf(summary) ?? ''] };
}

/** What an event is among the members: known, new, or one too many. */
export type Joining =
  | { readonly kind: 'full' }
  | { readonly kind: 'known' | 'new'; readonly members: AlertMembers; readonly isChange: boolean };

/** The members with those of an event that is grouped into the alert. */
export function joinedBy(members: AlertMembers, event: Pick<NormalisedEvent, 'alertKey' | 'summary'>): Joining {
  const { firing, total, keyless } = members;
  const key = alertKeyOf(event);
  if (key === undefined) {
    const subject = subjectOf(event.summary) ?? '';
    const isKnown = keyless.includes(subject);
    if (isKnown) return { kind: 'known', members, isChange: false };
    return {
      kind: 'new',
      members: { ...members, keyless: [subject, ...keyless].slice(0, keylessKnown) },
      isChange: true,
    };
  }
  const id = memberId(key);
  if (firing.includes(id)) return { kind: 'known', members, isChange: false };
  if (firing.length >= firingMembersHeld) return { kind: 'full' };
  return { kind: 'new', members: { firing: [...firing, id], total: total + 1, keyless }, isChange: true };
}

/** The members once a key is over. */
export const withoutFiring = (members: AlertMembers, key: string): AlertMembers => {
  const id = keyMemberId(key);
  return { ...members, firing: members.firing.filter((one) => one !== id) };
};

/** The members once a key that was over fires again. */
export function firingAgain(members: AlertMembers, key: string): AlertMembers {
  const id = keyMemberId(key);
  return members.firing.includes(id) ? members : { ...members, firing: [...members.firing, id] };
}

/** Whether the recovery of the last key is the end of the alert: not while it has what nobody says to be over. */
export const isOver = ({ firing, keyless }: AlertMembers): boolean => firing.length === 0 && keyless.length === 0;
