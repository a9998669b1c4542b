import type { UpdateMessage } from '../notification/notification.ts';
import type { Alert } from './alert.ts';

type Seen = Pick<Alert, 'status' | 'escalation'>;

/**
 * What a change of an alert tells its responders, if anything: that it was accepted, resolved, or that a further level
 * has started. Other changes are nobody's news.
 */
export function announcementOf(before: Seen, after: Seen): UpdateMessage['announce'] | undefined {
  if (after.status === 'RESOLVED') return before.status === 'RESOLVED' ? undefined : 'RESOLVED';
  if (after.status === 'ACCEPTED') return before.status === 'ACCEPTED' ? undefined : 'ACCEPTED';
  const was = before.escalation;
  const is = after.escalation;
  const hasClaimed = is.turns > was.turns && is.stepId > was.stepId;
  const isFurtherLevel = (is.level !== was.level || is.pass !== was.pass) && (is.level > 0 || is.pass > 0);
  const startedLevel = is.endedAt === undefined && hasClaimed && isFurtherLevel;
  return startedLevel ? 'ESCALATED' : undefined;
}
