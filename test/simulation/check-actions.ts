import { ActionDelivery } from '../../functions/domain/action-delivery/delivery.ts';
import type { LogEntry } from '../../functions/domain/alert/log-entry.ts';
import type { TriggerType } from '../../functions/domain/alert-action/alert-action.ts';
import { type Instant, plus, secondsBetween } from '../../functions/domain/time.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import type { ActionSketch } from './action-plan.ts';
import { calmFrom, clockError, latestSeconds, quietTimes, toleratedSkew } from './quiet.ts';
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
    ...actions.filter(({ type }) => type === 'slack').flatMap((action) => checkMessages(run, action, deliveries)),
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
    const happened: (readonly [trigger: TriggerType, occasion: string, toldBy?: unknown])[] = [
      ['alert-created', 'created'],
      ['v-alert-not-resolved', 'created'],
      ...(timelines.get(alert.id) ?? []).flatMap((entry) => {
        const trigger = triggerOf(entry);
        return trigger === undefined ? [] : [[trigger, String(entry.id), entry.vars.actionId] as const];
      }),
    ];
    // What a ticket has said it is not told.
    for (const { id: actionId, sources, triggers } of actions)
      for (const [trigger, occasion, toldBy] of happened)
        if (sources.includes(alert.source.id) && triggers.includes(trigger) && toldBy !== wireIdOf(actionId))
          wanted.add(nameOf({ alertId: alert.id, actionId, trigger, occasion }));
  }
  const found = new Set(deliveries.filter(({ isUpdate }) => isUpdate !== true).map(nameOf));
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
    // Whoever began may have died before the call, and it was over when somebody else came.
    .filter(({ said }) => said !== 'over before its time')
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

type Status = ReturnType<typeof alertsIn>[number]['status'];

/** What each alert has come to of which all that an action had to do was done. */
function settledBy(run: RunRecord, actionId: number, deliveries: readonly ActionDelivery[]): Map<number, Status> {
  const failed = new Set(
    deliveries.filter((one) => one.actionId === actionId && one.status === 'FAILED').map(({ alertId }) => alertId),
  );
  return new Map(
    alertsIn(run.items)
      .filter(({ id }) => !failed.has(id))
      .map(({ id, status }) => [id, status]),
  );
}

const isMade = (deliveries: readonly ActionDelivery[], actionId: number, of: number): boolean =>
  deliveries.some(
    (one) => one.actionId === actionId && one.alertId === of && one.trigger === 'alert-created' && one.attempts > 0,
  );

/** One ticket for an alert, closed with it and it with the ticket, unless a failure is recorded. */
function checkTickets(run: RunRecord, { id }: ActionSketch, deliveries: readonly ActionDelivery[]): string[] {
  const byMark = Map.groupBy(run.targets.tickets(id), ({ text }) => /<!-- (tocsin-[^ ]+) -->/.exec(text)?.[1] ?? '');
  const lost = new Set(run.lostCallbacks.map((one) => (one.kind === 'ticket' ? one.heard.news.mark : undefined)));
  return [...settledBy(run, id, deliveries)].flatMap(([alertId, status]) => {
    const mark = `tocsin-${wireIdOf(id).toLowerCase()}-${alertId}`;
    const [ticket, ...more] = byMark.get(mark) ?? [];
    if (ticket === undefined)
      return isMade(deliveries, id, alertId) ? [`action ${id} has made no ticket for alert ${alertId}`] : [];
    if (more.length > 0) return [`there are ${more.length + 1} tickets of ${mark}`];
    const isAsItIs = ticket.isClosed === (status === 'RESOLVED') || lost.has(mark);
    return isAsItIs
      ? []
      : [`${ticket.reference} is ${ticket.isClosed ? 'closed' : 'open'}, and alert ${alertId} is ${status}`];
  });
}

const marks: Readonly<Record<Status, string>> = { PENDING: '🔴', ACCEPTED: '🟡', RESOLVED: '🟢' };

/** One message for an alert, which says what the alert is, unless a failure is recorded. */
function checkMessages(run: RunRecord, { id }: ActionSketch, deliveries: readonly ActionDelivery[]): string[] {
  const posts = run.targets.messages(id).filter(({ thread }) => thread === undefined);
  const markOf = ({ metadata }: (typeof posts)[number]) => /tocsin-[0-9a-z]+-\d+/.exec(JSON.stringify(metadata))?.[0];
  const byMark = Map.groupBy(posts, markOf);
  return [...settledBy(run, id, deliveries)].flatMap(([alertId, status]) => {
    const [post, ...more] = byMark.get(`tocsin-${wireIdOf(id).toLowerCase()}-${alertId}`) ?? [];
    if (post === undefined)
      return isMade(deliveries, id, alertId) ? [`action ${id} has posted no message for alert ${alertId}`] : [];
    if (more.length > 0) return [`there are ${more.length + 1} messages of action ${id} for alert ${alertId}`];
    const isShown = JSON.stringify(post.blocks[0]).includes(marks[status]);
    return isShown ? [] : [`the message of action ${id} for alert ${alertId} does not say that it is ${status}`];
  });
}

/** While nothing is broken, what is due is done in time. Of calls that take many seconds each nobody promises that. */
function checkTimes(run: RunRecord, deliveries: readonly ActionDelivery[]): string[] {
  const isQuiet = quietTimes(run);
  const limit = latestSeconds + toleratedSkew(run.plan);
  const outages = run.plan.operations.filter((one) => one.kind === 'target-outage');
  const isTroubled = (actionId: number) => outages.some((one) => one.actionId === actionId);
  const isSlow = (at: Instant) => run.plan.slowness > 0 && at < calmFrom(run);
  const isLate = ({ firstAt, endedAt }: { readonly firstAt: Instant; readonly endedAt?: Instant | undefined }) =>
    endedAt !== undefined && secondsBetween(firstAt, endedAt) > limit;
  return (
    deliveries
      // What there was nothing to update of may be found with what comes later.
      .filter(({ isUpdate, attempts }) => !isUpdate || attempts > 0)
      .filter((one) => !isTroubled(one.actionId) && isLate(one) && isQuiet(one.firstAt) && !isSlow(one.firstAt))
      .map((one) => `${nameOf(one)} was due at ${one.firstAt} and is ${one.status} since ${one.endedAt}`)
  );
}
