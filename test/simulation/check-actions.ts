import { ActionDelivery } from '../../functions/domain/action-delivery/delivery.ts';
import type { LogEntry } from '../../functions/domain/alert/log-entry.ts';
import type { TriggerType } from '../../functions/domain/alert-action/alert-action.ts';
import { type Instant, plus, secondsBetween } from '../../functions/domain/time.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import type { ActionSketch } from './action-plan.ts';
import { clockError, latestSeconds, quietTimes, toleratedSkew } from './quiet.ts';
import type { RunRecord } from './record.ts';
import { alertsIn, timelinesIn } from './stored.ts';
import type { Posted } from './targets.ts';

/**
 * Whatever the timeline of an alert makes due of an action was done, or is FAILED with a reason that the timeline tells; in order, once as
 * far as anybody could know, and nothing else. There is one ticket for an alert, and it says what the alert is.
 */
export function checkActions(run: RunRecord): string[] {
  const { actions = [] } = run.plan.configuration;
  const deliveries = run.items
    .filter(({ type }) => type === 'ACTION_DELIVERY')
    .map((item) => ActionDelivery.parse(item));
  return [
    ...checkDue(run, actions, deliveries),
    ...checkEnds(run, deliveries),
    ...checkPosts(run, actions, deliveries),
    ...actions.filter(({ type }) => type === 'github').flatMap((action) => checkTickets(run, action, deliveries)),
    ...checkTimes(run, deliveries),
  ];
}

const nameOf = ({
  alertId,
  actionId,
  trigger,
  occasion,
}: Pick<ActionDelivery, 'alertId' | 'actionId' | 'trigger' | 'occasion'>) =>
  `action ${actionId} for alert ${alertId} (${trigger} ${occasion})`;

/** What of a timeline concerns actions, worked out a second time. */
function triggerOf({ type, vars }: LogEntry): TriggerType | undefined {
  const isResponse = type === 'UserResponseLogEntry' || type === 'AlertSourceResponseLogEntry';
  if (isResponse && vars.response === 'ACCEPTED') return 'alert-acknowledged';
  if (isResponse && vars.response === 'RESOLVED') return 'alert-resolved';
  if (type === 'AlertAutoResolvedLogEntry') return 'alert-auto-resolved';
  if (type.startsWith('AlertCommentAdded')) return 'alert-comment-added';
  if (type.startsWith('AlertRaised')) return 'alert-raised';
  if (type.startsWith('AlertAssigned')) return 'alert-assigned';
  if (type === 'EscalationEndedLogEntry') return 'alert-escalation-ended';
  if (type === 'ResponderAddedLogEntry') return 'alert-responder-added';
  if (type === 'AlertEscalatedToLevelLogEntry' && !(vars.level === 1 && vars.pass === 1)) return 'alert-auto-escalated';
  return undefined;
}

function checkDue(run: RunRecord, actions: readonly ActionSketch[], deliveries: readonly ActionDelivery[]): string[] {
  const timelines = Map.groupBy(timelinesIn(run.items), ({ alertId }) => alertId);
  const wanted = new Set<string>();
  for (const alert of alertsIn(run.items)) {
    const happened: (readonly [TriggerType, string])[] = [
      ['alert-created', 'created'],
      ['v-alert-not-resolved', 'created'],
      ...(timelines.get(alert.id) ?? []).flatMap((entry) => {
        const trigger = triggerOf(entry);
        return trigger === undefined ? [] : [[trigger, String(entry.id)] as const];
      }),
    ];
    for (const { id: actionId, sources, triggers } of actions)
      for (const [trigger, occasion] of happened)
        if (sources.includes(alert.source.id) && triggers.includes(trigger))
          wanted.add(nameOf({ alertId: alert.id, actionId, trigger, occasion }));
  }
  const found = new Set(deliveries.map(nameOf));
  return [
    ...[...wanted].filter((name) => !found.has(name)).map((name) => `${name} was never made due`),
    ...[...found].filter((name) => !wanted.has(name)).map((name) => `${name} is due for nothing`),
  ];
}

/** Each has come to its end, and the timeline says why what failed did. */
function checkEnds({ items }: RunRecord, deliveries: readonly ActionDelivery[]): string[] {
  const told = new Set(
    timelinesIn(items)
      .filter(({ type, vars }) => type === 'AlertActionFailLogEntry' && vars.nextAt === undefined)
      .map(({ alertId, vars }) => `${alertId} ${vars.actionId} ${vars.trigger}`),
  );
  return deliveries.flatMap((delivery) => {
    const { status, said, alertId, actionId, trigger } = delivery;
    if (status !== 'DONE' && status !== 'FAILED') return [`${nameOf(delivery)} is ${status} for ever`];
    if (said === undefined || said === '') return [`${nameOf(delivery)} is ${status} without a word`];
    const isTold = status === 'DONE' || told.has(`${alertId} ${wireIdOf(actionId)} ${trigger}`);
    return isTold ? [] : [`${nameOf(delivery)} has failed, and the timeline does not say why`];
  });
}

const keyOf = ({ alertId, id }: ActionDelivery): string => `${alertId}-${id}`;

/** Posts come for deliveries alone, in their order, and again only when nobody could know that one had come. */
function checkPosts(
  { targets: { posted }, plan }: RunRecord,
  actions: readonly ActionSketch[],
  deliveries: readonly ActionDelivery[],
): string[] {
  const byKey = new Map(deliveries.map((delivery) => [keyOf(delivery), delivery]));
  const sends = Map.groupBy(posted, ({ delivery }) => delivery);
  const foreign = [...sends.keys()].filter((key) => !byKey.has(key)).map((key) => `${key} was posted for no delivery`);
  const needless = [...sends].flatMap(([key, all]) =>
    all
      .slice(0, -1)
      .filter((one) => !one.isUncertain())
      .map(({ at }) => `${key} was posted again though it was known to be there at ${at}`),
  );
  const webhooks = actions.filter(({ type }) => type === 'webhook').map(({ id }) => id);
  const unsent = deliveries
    .filter(({ actionId, status, attempts }) => webhooks.includes(actionId) && status === 'DONE' && attempts > 0)
    .filter((delivery) => !sends.has(keyOf(delivery)))
    .map((delivery) => `${nameOf(delivery)} is DONE and was never posted`);
  const early = [...sends].flatMap(([key, [first]]) => {
    const delivery = byKey.get(key);
    const isEarly = first && delivery && plus(first.at, clockError(plan)) < delivery.firstAt;
    return isEarly ? [`${nameOf(delivery)} came before its time, at ${first.at}`] : [];
  });
  return [...foreign, ...needless, ...unsent, ...early, ...outOfOrder(sends, byKey, toleratedSkew(plan))];
}

/** Of what one action does for one alert the earlier comes first, but for what two clocks see otherwise. */
function outOfOrder(
  sends: ReadonlyMap<string, readonly Posted[]>,
  byKey: ReadonlyMap<string, ActionDelivery>,
  skew: number,
): string[] {
  const firsts = [...sends].flatMap(([key, [first]]) => {
    const delivery = byKey.get(key);
    return first && delivery ? [{ at: first.at, delivery }] : [];
  });
  const groups = Map.groupBy(firsts, ({ delivery }) => `${delivery.alertId} ${delivery.actionId}`);
  return [...groups.values()].flatMap((all) =>
    all.flatMap((one, index) => {
      const later = all[index + 1];
      const isWrong = later && secondsBetween(later.delivery.firstAt, one.delivery.firstAt) > skew + lateEntry;
      return isWrong ? [`${nameOf(later.delivery)} was posted after ${nameOf(one.delivery)}`] : [];
    }),
  );
}

/** An entry says when somebody decided; it is written up to a function's time later, when what came after it may be out. */
const lateEntry = 60;

/** One ticket for an alert, closed with it unless that is recorded as failed. */
function checkTickets(run: RunRecord, { id }: ActionSketch, deliveries: readonly ActionDelivery[]): string[] {
  const tickets = new Map(run.targets.tickets(id).map((ticket) => [ticket.reference, ticket]));
  const its = deliveries.filter(({ actionId }) => actionId === id);
  const found: string[] = [];
  const hasFailed = its.some(({ status }) => status === 'FAILED');
  const marked = Map.groupBy(tickets.values(), ({ text }) => /<!-- (tocsin-[^ ]+) -->/.exec(text)?.[1] ?? '');
  for (const [mark, several] of marked)
    if (several.length > 1) found.push(`there are ${several.length} tickets of ${mark}`);
  const states = new Map(alertsIn(run.items).map(({ id: alertId, status }) => [alertId, status]));
  for (const [alertId, ofAlert] of Map.groupBy(its, (delivery) => delivery.alertId)) {
    if (ofAlert.some(({ status }) => status === 'FAILED')) continue;
    const own = [...tickets.values()].filter(
      ({ text }) => text.includes(`-${wireIdOf(id)}-${alertId} `) || text.includes(`-${alertId} -->`),
    );
    const isMade = ofAlert.some(({ trigger, attempts }) => trigger === 'alert-created' && attempts > 0);
    if (isMade && own.length === 0) found.push(`action ${id} has made no ticket for alert ${alertId}`);
    for (const ticket of own)
      if (ticket.isClosed !== (states.get(alertId) === 'RESOLVED'))
        found.push(
          `${ticket.reference} is ${ticket.isClosed ? 'closed' : 'open'}, and alert ${alertId} is ${states.get(alertId)}`,
        );
  }
  return hasFailed && its.length === 0 ? [] : found;
}

/** While nothing is broken, what is due is done in time. */
function checkTimes(run: RunRecord, deliveries: readonly ActionDelivery[]): string[] {
  const isQuiet = quietTimes(run);
  const limit = latestSeconds + toleratedSkew(run.plan);
  const outages = run.plan.operations.filter((one) => one.kind === 'target-outage');
  const isTroubled = (actionId: number) => outages.some((one) => one.actionId === actionId);
  const isLate = ({ firstAt, endedAt }: { readonly firstAt: Instant; readonly endedAt?: Instant | undefined }) =>
    endedAt !== undefined && secondsBetween(firstAt, endedAt) > limit;
  return deliveries
    .filter((one) => !isTroubled(one.actionId) && isLate(one) && isQuiet(one.firstAt))
    .map((one) => `${nameOf(one)} was due at ${one.firstAt} and is ${one.status} since ${one.endedAt}`);
}
