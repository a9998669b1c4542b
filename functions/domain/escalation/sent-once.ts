import type { PlannedNotification } from '../alert/alert.ts';
import { minuteOf } from '../minute.ts';

/**
 * Leaves out what would come twice: a notification on the same contact, planned for the same minute, among these or in
 * what is `planned` already. `repeated` tells that something was left out because it is on its way already.
 */
export function sentOnce(
  notifications: readonly PlannedNotification[],
  planned: readonly PlannedNotification[] = [],
): { readonly fresh: PlannedNotification[]; readonly repeated: boolean } {
  const sendingOf = ({ method, target, at }: PlannedNotification) => `${method} ${target} ${minuteOf(at)}`;
  const taken = new Set(planned.map(sendingOf));
  const fresh = notifications.filter((notification) => {
    const sending = sendingOf(notification);
    if (taken.has(sending)) return false;
    taken.add(sending);
    return true;
  });
  return { fresh, repeated: fresh.length < notifications.length };
}
