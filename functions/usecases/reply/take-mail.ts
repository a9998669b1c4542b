import { alertMail } from '../../domain/mail/alert-mail.ts';
import { parseMail } from '../../domain/mail/parse-mail.ts';
import { inboundMail } from '../../domain/reply/inbound-mail.ts';
import type { Instant } from '../../domain/time.ts';
import { type MessageContext, receiveMail } from '../event/receive-message.ts';
import { handleMail, isAnswer, type MailContext } from './handle-mail.ts';

/**
 * Takes a raw mail: the answer of a person when an address that an alert was told with is among its receivers, whoever else is;
 * for alert sources when it came to an address of one; else it is refused as an answer.
 */
export async function takeMail(
  ctx: MailContext & MessageContext,
  { inboundId, raw, at }: { readonly inboundId: string; readonly raw: Uint8Array; readonly at?: Instant | undefined },
): Promise<void> {
  const parsed = await parseMail(raw);
  const mail = inboundMail(parsed);
  if (!isAnswer(ctx, mail) && (await receiveMail(ctx, { inboundId, mail: alertMail(parsed), at }))) return;
  await handleMail(ctx, { inboundId, mail });
}
