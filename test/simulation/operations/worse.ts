import { type Instant, minus } from '../../../functions/domain/time.ts';
import { alertOf } from '../../../functions/store/alert-items.ts';
import { eventOf } from '../../../functions/store/events.ts';
import { clockError } from '../quiet.ts';
import type { RunRecord } from '../record.ts';
import { postRequest } from '../senders.ts';
import type { Capability } from './capability.ts';
import { keysOf, sometimes } from './choices.ts';
import { covers } from './planned-work.ts';
import { versionsOf, wasWithin } from './versions.ts';

/** A source tells of something that can wait, and later, with the same key, that it cannot. */
export interface WorseOperation {
  readonly at: number;
  readonly kind: 'worse';
  readonly sourceId: number;
  readonly key: string;
  readonly secondsUntilHigh: number;
}

/** What says HIGH to a source that listens leaves no alert LOW, unless it is older, or there is planned work. */
function check(run: RunRecord): string[] {
  const sources = versionsOf(run, 'SOURCE');
  const windows = versionsOf(run, 'MAINTENANCE');
  const alerts = new Map<number, ReturnType<typeof alertOf>>();
  const heard = new Map<number, Instant>();
  return run.writes.flatMap(({ at, old, new: item }) => {
    if (item?.type === 'ALERT') alerts.set(Number(item.id), alertOf(item));
    if (item?.type !== 'EVENT' || old !== undefined) return [];
    const came = eventOf(item);
    const { id, sourceId, receivedAt, outcome, alertId = 0, event } = came;
    const lastHeard = heard.get(alertId) ?? '';
    // What is older than what its key has told already raises nothing.
    const tells = event?.group !== undefined || outcome === 'GROUPED';
    if (tells && receivedAt > lastHeard) heard.set(alertId, receivedAt);
    if (outcome !== 'APPENDED' || event?.eventType !== 'ALERT' || event.priority !== 'HIGH') return [];
    const alert = alerts.get(alertId);
    const since = minus(receivedAt, clockError(run.plan));
    const listens = sources
      .filter((version) => version.item.id === sourceId && wasWithin(version, since, at))
      .every((version) => version.item.alertPriorityRule === 'HIGH');
    const isQuiet = windows.some((version) => covers(version.item as unknown as Parameters<typeof covers>[0], came));
    const isOld = alert === undefined || receivedAt < alert.reportTime || receivedAt < lastHeard;
    const isLow = alert?.priority === 'LOW' && alert.status !== 'RESOLVED';
    return isLow && listens && !isQuiet && !isOld ? [`${id} says HIGH, and alert ${alertId} stayed LOW at ${at}`] : [];
  });
}

export const worse: Capability<WorseOperation> = {
  kind: 'worse',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.35, [1, 3], () => ({
      at: random.next() * until,
      kind: 'worse',
      ...random.pick(keysOf(configuration)),
      secondsUntilHigh: random.pick([0, 1, 20, 120, 400]),
    })),
  perform: (people, { sourceId, key, secondsUntilHigh }) => {
    const post = (priority: 'HIGH' | 'LOW') => {
      const body = { eventType: 'ALERT', summary: `Trouble at ${key}`, alertKey: key, priority };
      postRequest(people, { sourceId, body: JSON.stringify(body), copies: 1 });
    };
    post('LOW');
    people.cloud.scheduler.after(secondsUntilHigh * 1000, () => post('HIGH'));
  },
  check,
};
