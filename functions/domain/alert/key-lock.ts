import { latest } from '../time.ts';
import type { Alert, KeyLock, OpenKeyLock, Tombstone } from './alert.ts';

/** What a lock comes to once it is known what became of the alert that it names. */
export type LockInEffect = OpenKeyLock | (Tombstone & { readonly isMember?: boolean });

/**
 * What the lock of a key means. That of a member is asked of its alert: when that is resolved, by whomever, all its members
 * are over, without a write for each of them.
 */
export function lockInEffect(lock: KeyLock, alert: Alert | undefined): LockInEffect {
  if (lock.state !== 'MEMBER') return lock;
  if (alert !== undefined && alert.status !== 'RESOLVED')
    return { ...lock, state: 'OPEN', isMember: true, hasMembers: true, priority: alert.priority };
  const resolvedAt = latest(alert?.resolvedAt ?? lock.reportTime, lock.overAt ?? lock.reportTime);
  return { state: 'RESOLVED', alertId: lock.alertId, resolvedAt, isMember: true };
}
