import type { UserActor, Via } from '../../domain/access/actor.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import { DomainError } from '../../domain/errors.ts';
import { notificationId } from '../../domain/notification/id.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { Command } from '../../domain/reply/command.ts';
import { fullName, type User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import type { AnswerOutcome } from '../../render/reply-texts.ts';
import { acceptAlert } from '../alert/accept.ts';
import { escalateAlert } from '../alert/escalate.ts';
import { resolveAlert } from '../alert/resolve.ts';

export interface Answer {
  readonly alertId: number;
  readonly user: User;
  readonly command: Command;
  readonly via: Via;
  /** One per inbound message: delivering it again does not do it again. */
  readonly scope: string;
  /** Whose rights count; absent: theirs who were sent the alert. */
  readonly actor?: UserActor;
}

/**
 * Does what a person answered, through the same use cases as the API. Repeating the same answer changes nothing more
 * and tells the same outcome.
 */
export async function answerAlert(ctx: Context<'store' | 'workflow'>, answer: Answer): Promise<AnswerOutcome> {
  const { alertId, user, command } = answer;
  const before = await ctx.store.alerts.get(alertId);
  if (before === undefined) return { kind: 'gone' };
  if (before.status === 'RESOLVED') {
    const byThem = command === 'RESOLVE' && before.resolvedBy?.kind === 'user' && before.resolvedBy.id === user.id;
    return byThem ? { kind: 'done', action: command, alert: before } : { kind: 'resolved-before', alert: before };
  }
  try {
    const alert = await act(ctx, answer, before);
    const first = before.status === 'ACCEPTED' ? before.acceptedBy : undefined;
    const bySomebodyElse = first !== undefined && !(first.kind === 'user' && first.id === user.id);
    return {
      kind: 'done',
      action: command,
      alert,
      ...(command === 'ACCEPT' && bySomebodyElse && { acceptedBefore: first.name }),
    };
  } catch (error) {
    return refusal(error, command, before);
  }
}

/** A person who answers what was sent to them; teams keep nothing of it from them. */
export const answering = (user: User, via: Via): UserActor => {
  const { id: userId, firstName, lastName, email, role } = user;
  return { kind: 'user', userId, name: fullName(user), role, via, person: { firstName, lastName, email } };
};

async function act(ctx: Context<'store' | 'workflow'>, answer: Answer, before: Alert): Promise<Alert> {
  const { alertId, user, command, via, actor = answering(user, via) } = answer;
  const asUser = { ...ctx, actor };
  switch (command) {
    case 'ACCEPT':
      return acceptAlert(asUser, { alertId });
    case 'RESOLVE':
      return resolveAlert(asUser, { alertId });
    case 'ESCALATE':
      return escalateAlert(asUser, { alertId, run: await runMeant(ctx, answer, before) });
  }
}

/**
 * The run that this message asked to leave: remembered before it is left, so that the same message, delivered again
 * after a crash, does not escalate once more.
 */
async function runMeant(ctx: Context<'store'>, { scope, user, alertId }: Answer, before: Alert): Promise<number> {
  const now = ctx.clock.now();
  const intent: Notification = {
    scope,
    id: notificationId(['escalation meant', alertId]),
    kind: 'CONFIRMATION',
    channel: 'NULL',
    target: String(user.id),
    language: user.language,
    alertId,
    userId: user.id,
    run: before.escalation.run,
    status: 'CANCELLED',
    at: now,
    attempts: 0,
    createdAt: now,
  };
  const written = await ctx.store.notifications.add([intent]);
  if (written.has(intent.id)) return before.escalation.run;
  const remembered = await ctx.store.notifications.get(scope, intent.id);
  return remembered?.run ?? before.escalation.run;
}

function refusal(error: unknown, action: Command, alert: Alert): AnswerOutcome {
  if (!(error instanceof DomainError)) throw error;
  switch (error.code) {
    case 'FORBIDDEN':
      return { kind: 'forbidden' };
    case 'NOT_FOUND':
      return { kind: 'gone' };
    case 'CONFLICT':
    case 'INVALID':
    case 'NOT_ALLOWED':
      return { kind: 'impossible', action, alert };
    case 'TOO_LARGE':
    case 'RATE_LIMITED':
    case 'GONE':
    case 'CHANGED':
    case 'BUSY':
      throw error;
  }
}
