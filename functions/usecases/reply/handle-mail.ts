import { tokenOfReplyAddress } from '../../domain/reply/address.ts';
import { readCommand } from '../../domain/reply/command.ts';
import type { InboundMail } from '../../domain/reply/inbound-mail.ts';
import type { AnswerClaims, Context } from '../../ports/context.ts';
import { subjectOf } from '../../render/mail.tsx';
import { expiredReply, mailChoices, outcomeText } from '../../render/reply-texts.ts';
import { answerAlert } from './answer.ts';
import { confirm, isConfirmed, mayBeTold } from './confirm.ts';
import type { ReplyContext } from './context.ts';
import { inboundScope } from './inbound-scope.ts';
import { type RefusalReason, refuse } from './refuse.ts';
import { peopleWithAddress } from './sender.ts';

export type MailContext = ReplyContext & Context<'tokens' | 'settings'>;

/**
 * Answers an alert by a reply to one of its e-mails. It counts only when the reply address is signed, DKIM or DMARC
 * vouches for the sender, and the sender is a verified contact of the person the mail was for. Machines' mails are
 * ignored; strangers are refused without a word.
 */
export async function handleMail(
  ctx: MailContext,
  { inboundId, mail }: { readonly inboundId: string; readonly mail: InboundMail },
): Promise<void> {
  const scope = inboundScope('EMAIL', inboundId);
  if (await isConfirmed(ctx, scope)) return;
  if (mail.automatic) {
    ctx.log.info('an automatic mail was ignored', { inboundId });
    return;
  }
  const { from } = mail;
  const answered = { scope, via: 'EMAIL', from: from ?? '' } as const;
  const token = replyToken(ctx, mail);
  if (token === undefined) return refuse(ctx, { ...answered, reason: 'BAD_TOKEN' });
  const claims = ctx.tokens.verify(token);
  const refused = (reason: RefusalReason): Promise<void> =>
    refuse(ctx, { ...answered, reason, alertId: claims?.alertId });

  if (from === undefined || !mail.authentic) return refused('NOT_AUTHENTICATED');
  const people = await peopleWithAddress(ctx, from);
  if (claims === undefined || !opensMail.includes(claims.action)) {
    const [sender] = people;
    if (sender && (await mayBeTold(ctx, from, scope))) {
      const text = expiredReply(sender.language);
      await confirm(ctx, { scope, channel: 'EMAIL', target: from, user: sender, text, subject: 'Tocsin' });
    }
    return refused('BAD_TOKEN');
  }
  const user = people.find(({ id }) => id === claims.userId);
  if (user === undefined) return refused('UNKNOWN_SENDER');
  await answer(ctx, { scope, from, claims, firstLine: mail.firstLine, user });
}

async function answer(
  ctx: ReplyContext,
  {
    scope,
    from,
    claims,
    firstLine,
    user,
  }: {
    readonly scope: string;
    readonly from: string;
    readonly claims: AnswerClaims;
    readonly firstLine: string;
    readonly user: Parameters<typeof confirm>[1]['user'];
  },
): Promise<void> {
  const { alertId } = claims;
  const reply = { scope, channel: 'EMAIL', target: from, user, alertId } as const;
  const read = readCommand(firstLine);
  const alert = await ctx.store.alerts.get(alertId);
  const subject = alert === undefined ? 'Tocsin' : `Re: ${subjectOf(alert, user.language)}`;
  if (read === undefined) {
    if (alert === undefined || !(await mayBeTold(ctx, from, scope))) return;
    return confirm(ctx, { ...reply, text: mailChoices(alert, user.language), subject });
  }
  const outcome = await answerAlert(ctx, { alertId, user, command: read.command, via: 'EMAIL', scope });
  await confirm(ctx, { ...reply, text: outcomeText(outcome, user.language), subject });
}

/** What a reply address may be made of; those sent before they had a kind of their own say `ANY`. */
const opensMail: readonly AnswerClaims['action'][] = ['REPLY', 'ANY'];

/** Whether a mail came to an address of ours that stands for an alert and a person. */
export function isAnswer(ctx: MailContext, mail: InboundMail): boolean {
  const token = replyToken(ctx, mail);
  return token !== undefined && ctx.tokens.verify(token) !== undefined;
}

/** The token of the first recipient that is a reply address of ours. */
function replyToken({ settings }: MailContext, { to }: InboundMail): string | undefined {
  const { replyDomain } = settings;
  if (replyDomain === undefined) return undefined;
  return to.map((address) => tokenOfReplyAddress(address, replyDomain)).find((token) => token !== undefined);
}
