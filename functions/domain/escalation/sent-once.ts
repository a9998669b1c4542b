import type { PlannedNotification } from '../alert/alert.ts';

/**
 * Leaves out what would come twice: a notification on the same contact, planned for the same minute, among these or in
 * what is `planned` already. `repeated` tells that something was left out because it is on its way already.
 */
export function sentOnce(
  notifications: readonly PlannedNotification[],
  planned: readonly PlannedNotification[] = [],
): { readonly fresh: PlannedNotification[]; readonly repeated: boolean } {
  const minuteOf = ({ method, target, at }: PlannedNotification) => `${method} ${target} ${at.slice(0, 16)}`;
  const taken = new Set(planned.map(minuteOf));
  const fresh = notifications.filter((notification) => {
    const minute = minuteOf(notification);
    if (taken.has(minute)) return false;
    taken.add(minute);
    return true;
  });
  return { fresh, repeated: fresh.length < notifications.length };
}
