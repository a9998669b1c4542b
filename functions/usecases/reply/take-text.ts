import { readCommand } from '../../domain/reply/command.ts';
import { readKeyword } from '../../domain/reply/keyword.ts';
import type { Instant } from '../../domain/time.ts';
import type { MessageContext } from '../event/receive-message.ts';
import type { ReplyContext } from './context.ts';
import { handleSms, type InboundSms } from './handle-sms.ts';
import { asE164, peopleNaming } from './sender.ts';

/**
 * Takes a text: it is for the alert source whose number it came to, else the answer of a person. What a person sends who is told
 * by texts, and what reads as an answer or a carrier's word, is an answer at whatever number: nobody is woken on for having
 * one number for both.
 */
export async function takeText(
  ctx: ReplyContext & MessageContext,
  sms: InboundSms & { readonly to: string; readonly at?: Instant },
): Promise<void> {
  if (!(await isAnswer(ctx, sms))) {
    const { receiveText } = await import('../event/receive-message.ts');
    if (await receiveText(ctx, sms)) return;
  }
  await handleSms(ctx, sms);
}

const isAnswer = async (ctx: ReplyContext, { from, text }: InboundSms): Promise<boolean> =>
  (readCommand(text) ?? readKeyword(text)) !== undefined && (await peopleNaming(ctx, asE164(from))).length > 0;
