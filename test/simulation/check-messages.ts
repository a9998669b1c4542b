import type { Alert } from '../../functions/domain/alert/alert.ts';
import type { Notification } from '../../functions/domain/notification/notification.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import type { Received, RunRecord } from './record.ts';
import { notificationOf } from './stored.ts';

/** Nobody is woken after the answer, nor twice for one reason, but as docs/architecture.md says. */
export function checkMessages(run: RunRecord): string[] {
  const marks = new Map<string, { readonly index: number; readonly mark: Notification }[]>();
  const alerts = new Map<number, { readonly index: number; readonly alert: Alert }[]>();
  for (const [index, { new: item }] of run.writes.entries()) {
    if (item?.type === 'ALERT') listIn(alerts, Number(item.id)).push({ index, alert: alertOf(item) });
    if (item?.type === 'NOTIFICATION' && item.status === 'SENDING') {
      const mark = notificationOf(item);
      listIn(marks, keyOf(mark)).push({ index, mark });
    }
  }
  const afterAnswer = run.received.flatMap((received) => {
    const marked = marks.get(keyOf(received))?.findLast(({ index }) => index < received.after);
    if (marked === undefined) return [`${words(received)} was sent without a mark`];
    const { kind, alertId = 0, run: runOfPage } = marked.mark;
    if (kind !== 'PAGE') return [];
    const alert = alerts.get(alertId)?.findLast(({ index }) => index < marked.index)?.alert;
    const isWanted = alert?.status === 'PENDING' && alert.escalation.run === runOfPage;
    return isWanted ? [] : [`${words(received)} was marked when the alert was ${alert?.status}`];
  });
  const late = run.received.filter((received) => {
    const { kind, alertId = 0, run: runOfPage } = marks.get(keyOf(received))?.at(-1)?.mark ?? {};
    const alert = alerts.get(alertId)?.findLast(({ index }) => index < received.after)?.alert;
    return (
      kind === 'PAGE' && !received.isUncertain() && !(alert?.status === 'PENDING' && alert.escalation.run === runOfPage)
    );
  });
  return [...afterAnswer, ...sentTwice(run), ...uncounted(run, late)];
}

/** What went out after the answer, because it was under way when that came, is counted; broken calls may lose the count. */
function uncounted({ counts, plan }: RunRecord, late: readonly Received[]): string[] {
  const counted = counts.LateSends ?? 0;
  const isWhole = plan.faults.length === 0;
  return isWhole && late.length > counted
    ? [`${late.length} messages were late, ${counted} counted: ${words(late[0] as Received)}`]
    : [];
}

/** A message goes out again only when nobody could know that it had gone out, and then it is counted. */
function sentTwice({ received, counts }: RunRecord): string[] {
  const byId = Map.groupBy(received, keyOf);
  const needless = [...byId.values()].flatMap((sends) =>
    sends
      .slice(0, -1)
      .filter((one) => !one.isUncertain())
      .map((one) => `${words(one)} went out again though it was known to be out`),
  );
  const repeats = received.length - byId.size;
  const counted = counts.RepeatedSends ?? 0;
  return repeats > counted ? [...needless, `${repeats} messages were repeated, ${counted} counted`] : needless;
}

function listIn<K, V>(map: Map<K, V[]>, key: K): V[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

const keyOf = ({ scope, id }: { readonly scope: string; readonly id: number }): string => `${scope} ${id}`;

const words = ({ at, message, scope, id }: Received): string =>
  `${message.channel} to ${message.target} at ${at} (${scope} ${id})`;
