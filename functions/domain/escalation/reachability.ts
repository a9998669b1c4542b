import type { PlannedNotification } from '../alert/alert.ts';
import type { Priority } from '../event/event.ts';
import { type Instant, plus } from '../time.ts';
import { type ContactProblem, contactProblem } from '../user/contact-use.ts';
import { pushTargetsOf } from '../user/push-targets.ts';
import { type DutyPreference, isMuted, type Method, type UpdatePreference, type User } from '../user/user.ts';

/** Why a rule, or a whole person, cannot be used. The words are the `reason` of the timeline entry. */
export type UnreachableReason = ContactProblem | 'MUTED' | 'NO_RULE' | 'NO_DEVICE' | 'CHANNEL_NOT_AVAILABLE';

export interface Reachability {
  readonly notifications: readonly PlannedNotification[];
  /** What was left out; `method` is absent when it concerns the whole person. */
  readonly left: readonly { readonly userId: number; readonly method?: string; readonly reason: UnreachableReason }[];
}

/**
 * What reaches a person by their own rules when they are assigned at `assignedAt` (features.md §8): one notification
 * per matching rule and contact, each at its delay. Muted people, unverified or blocked contacts and rules without a
 * device get none; each omission is named.
 */
export function reach(user: User, priority: Priority, assignedAt: Instant): Reachability {
  if (isMuted(user, assignedAt)) return { notifications: [], left: [{ userId: user.id, reason: 'MUTED' }] };

  const type = priority === 'HIGH' ? 'HIGH_PRIORITY' : 'LOW_PRIORITY';
  const rules = user.preferences.alerts.filter((rule) => rule.type === type);
  if (rules.length === 0) return { notifications: [], left: [{ userId: user.id, reason: 'NO_RULE' }] };

  return together(rules.map((rule) => reachByRule(user, rule, plus(assignedAt, { minutes: rule.delayMin }))));
}

const together = (outcomes: readonly Reachability[]): Reachability => ({
  notifications: outcomes.flatMap((outcome) => outcome.notifications),
  left: outcomes.flatMap((outcome) => outcome.left),
});

/** A preference of any kind, as far as it names a way to reach its owner. */
interface ContactRule {
  readonly id: number;
  readonly method: Method;
  readonly contactId?: number | undefined;
}

/** What reaches a person when their alerts change: one notification per preference for that kind of change. */
export function reachWithUpdate(user: User, type: UpdatePreference['type'], at: Instant): Reachability {
  const rules = user.preferences.updates.filter((rule) => rule.type === type);
  if (rules.length === 0) return { notifications: [], left: [] };
  if (isMuted(user, at)) return { notifications: [], left: [{ userId: user.id, reason: 'MUTED' }] };
  return together(rules.map((rule) => reachByRule(user, rule, at)));
}

/** What reaches a person about their duties by these of their preferences, all at once. */
export function reachWithDuty(user: User, rules: readonly DutyPreference[], at: Instant): Reachability {
  if (isMuted(user, at)) return { notifications: [], left: [{ userId: user.id, reason: 'MUTED' }] };
  return together(rules.map((rule) => reachByRule(user, rule, at)));
}

function reachByRule(user: User, rule: ContactRule, at: Instant): Reachability {
  const planned = (contactId: number, target: string): Reachability => ({
    notifications: [
      { userId: user.id, contactId, ruleId: rule.id, method: rule.method, target, language: user.language, at },
    ],
    left: [],
  });
  const unreachable = (reason: UnreachableReason): Reachability => ({
    notifications: [],
    left: [{ userId: user.id, method: rule.method, reason }],
  });

  switch (rule.method) {
    case 'WHATSAPP':
    case 'TELEGRAM':
      return unreachable('CHANNEL_NOT_AVAILABLE');
    case 'PUSH': {
      const targets = pushTargetsOf(user);
      if (targets.length === 0) return unreachable('NO_DEVICE');
      return { notifications: targets.flatMap(({ id, target }) => planned(id, target).notifications), left: [] };
    }
    case 'EMAIL': {
      const contact = user.emails.find(({ id }) => id === rule.contactId);
      const reason = contactProblem(contact, rule.method);
      return reason === undefined && contact
        ? planned(contact.id, contact.address)
        : unreachable(reason ?? 'CONTACT_MISSING');
    }
    case 'SMS':
    case 'VOICE': {
      const contact = user.phones.find(({ id }) => id === rule.contactId);
      const reason = contactProblem(contact, rule.method);
      return reason === undefined && contact
        ? planned(contact.id, contact.e164)
        : unreachable(reason ?? 'CONTACT_MISSING');
    }
  }
}
