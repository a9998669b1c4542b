import type { Alert } from '../../domain/alert/alert.ts';
import { isOpen } from '../../domain/alert/alert.ts';
import { readCommand } from '../../domain/reply/command.ts';
import { decideReply } from '../../domain/reply/decide.ts';
import { codesInUse, type GivenCode } from '../../domain/reply/short-codes.ts';
import type { Language } from '../../domain/user/user.ts';
import { type ChoicesReason, choicesHead, outcomeText } from '../../render/reply-texts.ts';
import { listSms } from '../../render/sms.ts';
import { answerAlert } from './answer.ts';
import { confirm, isConfirmed, mayBeTold } from './confirm.ts';
import type { ReplyContext } from './context.ts';
import { inboundScope } from './inbound-scope.ts';
import { refuse } from './refuse.ts';
import { asE164, peopleWithNumber } from './sender.ts';

export interface InboundSms {
  readonly inboundId: string;
  readonly from: string;
  readonly text: string;
}

/**
 * Answers an alert by text message, and confirms it or tells what is possible. Numbers that are nobody's verified
 * contact are refused without a word. The same message delivered again is not acted on again.
 */
export async function handleSms(ctx: ReplyContext, { inboundId, from, text }: InboundSms): Promise<void> {
  const scope = inboundScope('SMS', inboundId);
  if (await isConfirmed(ctx, scope)) return;
  const number = asE164(from);
  const people = await peopleWithNumber(ctx, number);
  const [somebody] = people;
  if (somebody === undefined) return refuse(ctx, { scope, via: 'SMS', from: number, reason: 'UNKNOWN_SENDER' });

  const peopleById = new Map(people.map((person) => [person.id, person]));
  const conversation = await ctx.store.conversations.get(number);
  const given = codesInUse(conversation, ctx.clock.now()).filter(({ userId }) => peopleById.has(userId));
  const alerts = await ctx.store.alerts.getMany(given.map(({ alertId }) => alertId));
  const alertsById = new Map(alerts.map((alert) => [alert.id, alert]));
  const decision = decideReply(readCommand(text), given, alertsById);

  if (decision.kind === 'choices') {
    if (!(await mayBeTold(ctx, number, scope))) return;
    const words = choices(decision.reason, given, alertsById, somebody.language);
    return confirm(ctx, { scope, channel: 'SMS', target: number, user: somebody, text: words });
  }
  const { alertId, userId } = decision.given;
  const user = peopleById.get(userId) ?? somebody;
  const outcome = await answerAlert(ctx, { alertId, user, command: decision.command, via: 'SMS', scope });
  const words = outcomeText(outcome, user.language);
  await confirm(ctx, { scope, channel: 'SMS', target: number, user, text: words, alertId });
}

function choices(
  reason: ChoicesReason,
  given: readonly GivenCode[],
  alertsById: ReadonlyMap<number, Alert>,
  language: Language,
): string {
  const open = given.flatMap(({ alertId, code }) => {
    const alert = alertsById.get(alertId);
    return alert && isOpen(alert) ? [{ alert, answer: { code } }] : [];
  });
  if (open.length === 0) return choicesHead('NOTHING_OPEN', language);
  return listSms(choicesHead(reason, language), open, language);
}
