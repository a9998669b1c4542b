import type { Alert, EscalationStep } from '../../functions/domain/alert/alert.ts';
import { LogEntry } from '../../functions/domain/alert/log-entry.ts';
import { type Instant, minus } from '../../functions/domain/time.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import { stepOf } from '../../functions/store/step-items.ts';
import type { Written } from './record.ts';

/** Something that happened to an alert; `index` is how many changes had been written before, `after` the alert then. */
export type Moment = { readonly index: number; readonly at: Instant; readonly after: Alert } & (
  | {
      readonly kind:
        | 'created'
        | 'accepted'
        | 'resolved'
        | 'assigned'
        | 'raised'
        | 'returned'
        | 'taken-up'
        | 'woken'
        | 'passed-on';
    }
  | { readonly kind: 'escalated'; readonly level: number; readonly by: 'API' | 'REPLY' }
  | { readonly kind: 'snoozed'; readonly until: Instant }
  /** A level was given up: all its messages failed, or it could not be started at all. */
  | { readonly kind: 'skipped'; readonly reason: string; readonly dueAt: Instant | undefined }
  /** Levels were passed over, one was started, none is left, or nothing at all is left to do. */
  | {
      readonly kind: 'claimed';
      readonly decidedAt: Instant;
      readonly passedOver: readonly number[];
      readonly step: EscalationStep | undefined;
      readonly hasMoreLevels: boolean;
      readonly isEnded: boolean;
    }
);

/** What happened to each alert, in its order, as its timeline and its steps tell. */
export function momentsOf(writes: readonly Written[]): Map<number, Moment[]> {
  const byAlert = new Map<number, Moment[]>();
  for (const { index, together } of transactionsIn(writes)) {
    const change = together.find((one) => one.new?.type === 'ALERT');
    if (change?.new) {
      const after = alertOf(change.new);
      const moments = byAlert.get(after.id) ?? [];
      byAlert.set(after.id, moments);
      const before = change.old && alertOf(change.old);
      moments.push(
        ...momentsIn(before, after, together).map((one) => ({ ...one, index, at: change.at, after }) as Moment),
      );
    }
  }
  return byAlert;
}

/** What was written together, in its order; `index` is how many changes had been written before. */
export function* transactionsIn(writes: readonly Written[]): Generator<{ index: number; together: Written[] }> {
  for (let index = 0; index < writes.length; ) {
    const together = transactionAt(writes, index);
    yield { index, together };
    index += together.length;
  }
}

/** What was written in one transaction: all of it carries one writer's stamp, and what was deleted carries none. */
function transactionAt(writes: readonly Written[], start: number): Written[] {
  const writer = writes.slice(start).find((one) => one.new !== undefined)?.new?.writer;
  let end = start + 1;
  while (end < writes.length && (writes[end]?.new === undefined || writes[end]?.new?.writer === writer)) end += 1;
  return writes.slice(start, end);
}

type Happened = Moment extends infer M ? (M extends Moment ? Omit<M, 'index' | 'at' | 'after'> : never) : never;

const responses = { ACCEPTED: 'accepted', RESOLVED: 'resolved' } as const;

function momentsIn(before: Alert | undefined, after: Alert, together: readonly Written[]): Happened[] {
  const log = together
    .filter((one) => one.new?.type === 'LOG')
    .map((one) => LogEntry.parse({ ...one.new, type: one.new?.entryType }));
  if (before === undefined) return [{ kind: 'created' }, ...claimIn(after.escalation.stepId > 0, after, log, together)];
  const answers = log.flatMap(({ type, vars }): Happened[] => {
    switch (type) {
      case 'UserResponseLogEntry':
      case 'AlertSourceResponseLogEntry':
        if (vars.response === 'ESCALATED')
          return [{ kind: 'escalated', level: Number(vars.level) - 1, by: vars.via === 'API' ? 'API' : 'REPLY' }];
        return [{ kind: responses[vars.response as keyof typeof responses] }];
      case 'AlertAutoResolvedLogEntry':
        return [{ kind: 'resolved' }];
      case 'AlertAssignedByUserLogEntry':
      case 'AlertAssignedToScheduleLogEntry':
      case 'AlertAssignedToPolicyLogEntry':
        return [{ kind: 'assigned' }];
      case 'AlertAssignedBySystemLogEntry':
        if (vars.reason === 'NOBODY_LEFT') return [{ kind: 'taken-up' }];
        return vars.reason === 'NOBODY_TOLD' ? [{ kind: 'returned' }] : [];
      case 'AlertRaisedByUserLogEntry':
      case 'AlertRaisedBySystemLogEntry':
        return [{ kind: 'raised' }];
      case 'AlertSnoozedLogEntry':
        return [vars.ended === true ? { kind: 'woken' } : { kind: 'snoozed', until: String(vars.until) as Instant }];
      case 'LevelSkippedLogEntry':
        if (!givenUp.includes(String(vars.reason))) return [];
        return [{ kind: 'skipped', reason: String(vars.reason), dueAt: after.escalation.nextLevelAt }];
      default:
        return [];
    }
  });
  // Whoever had it in hand has left for good, and nobody is there to be asked.
  if (answers.length === 0 && before.status === 'ACCEPTED' && after.status === 'PENDING') return [{ kind: 'assigned' }];
  if (answers.length === 0 && isPassedOn(before, after, log)) return [{ kind: 'passed-on' }];
  return answers.length > 0 ? answers : claimIn(before.escalation.nextLevelAt !== undefined, after, log, together);
}

/** Somebody takes the place of one who leaves for good: they are asked instead from now on, and the run goes on as it is. */
const isPassedOn = (before: Alert, after: Alert, log: readonly LogEntry[]): boolean =>
  log.some(({ type }) => type === 'ResponderRemovedLogEntry') &&
  before.escalation.run === after.escalation.run &&
  String(before.escalation.responders) !== String(after.escalation.responders);

const givenUp = ['ALL_SENDS_FAILED', 'STEP_FAILED'];
const passedOver = ['NOBODY_ON_CALL', 'NOBODY_REACHABLE'];

/** The step that a change of the alert has claimed; the change that made the alert may be one, too. */
function claimIn(hadLevel: boolean, after: Alert, log: readonly LogEntry[], together: readonly Written[]): Happened[] {
  const item = together.find((one) => one.new?.type === 'STEP' && one.old === undefined)?.new;
  const step = item && stepOf(item);
  const { nextLevelAt, takenUntil } = after.escalation;
  const isOver = hadLevel && nextLevelAt === undefined;
  const isEnded = log.some(({ type }) => type === 'EscalationEndedLogEntry');
  if (step === undefined && !isOver && !isEnded) return [];
  return [
    {
      kind: 'claimed',
      decidedAt: step?.claimedAt ?? minus(takenUntil, { seconds: 1 }),
      passedOver: log
        .filter(({ type, vars }) => type === 'LevelSkippedLogEntry' && passedOver.includes(String(vars.reason)))
        .map(({ vars }) => Number(vars.level) - 1),
      step,
      hasMoreLevels: nextLevelAt !== undefined,
      isEnded,
    },
  ];
}
