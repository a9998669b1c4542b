import type { Alert } from '../../domain/alert/alert.ts';
import { isOpen } from '../../domain/alert/alert.ts';
import { readCommand } from '../../domain/reply/command.ts';
import { decideReply } from '../../domain/reply/decide.ts';
import { type Keyword, readKeyword } from '../../domain/reply/keyword.ts';
import { codesInUse, type GivenCode, offeredTo } from '../../domain/reply/short-codes.ts';
import { hasOptedOut } from '../../domain/user/contact-use.ts';
import type { Language, User } from '../../domain/user/user.ts';
import { allOutcomeText, type ChoicesReason, choicesHead, outcomeText } from '../../render/reply-texts.ts';
import { listSms } from '../../render/sms.ts';
import { answerAlert } from './answer.ts';
import { confirm, isConfirmed, mayBeTold } from './confirm.ts';
import type { ReplyContext } from './context.ts';
import { inboundScope } from './inbound-scope.ts';
import { refuse } from './refuse.ts';
import { asE164, peopleNaming, peopleWithNumber } from './sender.ts';

export interface InboundSms {
  readonly inboundId: string;
  readonly from: string;
  readonly text: string;
}

/**
 * Answers an alert by text message, and confirms it or tells what is possible. The words that carriers require come first.
 * Numbers that are nobody's verified contact are refused without a word; a number that wants no texts is heard, and told
 * nothing. The same message delivered again is not acted on again.
 */
export async function handleSms(ctx: ReplyContext, { inboundId, from, text }: InboundSms): Promise<void> {
  const scope = inboundScope('SMS', inboundId);
  if (await isConfirmed(ctx, scope)) return;
  const number = asE164(from);
  const keyword = readKeyword(text);
  if (keyword && (await isHeeded(ctx, number, keyword)) && (await peopleNaming(ctx, number)).length === 0) return;
  const people = await (keyword ? peopleNaming(ctx, number) : peopleWithNumber(ctx, number));
  const [somebody] = people;
  if (somebody === undefined) return refuse(ctx, { scope, via: 'SMS', from: number, reason: 'UNKNOWN_SENDER' });
  if (keyword) {
    const { handleKeyword } = await import('./handle-keyword.ts');
    return handleKeyword(ctx, { scope, number, keyword, user: somebody });
  }
  const answer = await answerOf(ctx, { scope, number, text, people, somebody });
  const takesTexts = !people.some(({ phones }) => phones.some((phone) => phone.e164 === number && hasOptedOut(phone)));
  if (answer && takesTexts) await confirm(ctx, { scope, channel: 'SMS', target: number, user: somebody, ...answer });
}

/** Whether it was a subscriber of status pages who wants no more. */
async function isHeeded(ctx: ReplyContext, number: string, keyword: Keyword): Promise<boolean> {
  const { heedKeyword } = await import('../subscriber/forget.ts');
  return heedKeyword(ctx, number, keyword);
}

/** Does what the message asks for; what is to be said back, and by whose words. */
async function answerOf(
  ctx: ReplyContext,
  {
    scope,
    number,
    text,
    people,
    somebody,
  }: {
    readonly scope: string;
    readonly number: string;
    readonly text: string;
    readonly people: readonly User[];
    readonly somebody: User;
  },
): Promise<{ readonly text: string; readonly user?: User; readonly alertId?: number } | undefined> {
  const peopleById = new Map(people.map((person) => [person.id, person]));
  const now = ctx.clock.now();
  const conversation = await ctx.store.conversations.get(number);
  const isTheirs = ({ userId }: { readonly userId: number }) => peopleById.has(userId);
  const given = codesInUse(conversation, now).filter(isTheirs);
  const alerts = await ctx.store.alerts.getMany(given.map(({ alertId }) => alertId));
  const alertsById = new Map(alerts.map((alert) => [alert.id, alert]));
  const decision = decideReply(readCommand(text), given, alertsById, offeredTo(conversation, now).filter(isTheirs));
  switch (decision.kind) {
    case 'choices':
      if (!(await mayBeTold(ctx, number, scope))) return undefined;
      return { text: choices(decision.reason, given, alertsById, somebody.language) };
    case 'accept-all': {
      const { acceptAll } = await import('./accept-all.ts');
      const answers = decision.offered.map(({ alertId, userId }) => ({
        alertId,
        user: peopleById.get(userId) ?? somebody,
      }));
      const outcome = await acceptAll(ctx, { answers, via: 'SMS', scope });
      return { text: allOutcomeText(outcome, somebody.language) };
    }
    case 'act': {
      const { alertId, userId } = decision.given;
      const user = peopleById.get(userId) ?? somebody;
      const outcome = await answerAlert(ctx, { alertId, user, command: decision.command, via: 'SMS', scope });
      return { text: outcomeText(outcome, user.language), user, alertId };
    }
  }
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
