import { alertMail } from '../../domain/mail/alert-mail.ts';
import { parseMail } from '../../domain/mail/parse-mail.ts';
import { inboundMail } from '../../domain/reply/inbound-mail.ts';
import { type MessageContext, receiveMail } from '../event/receive-message.ts';
import { handleMail, type MailContext } from './handle-mail.ts';

/** Takes a raw mail: it is for alert sources when it came to an address of one, else the answer of a person. */
export async function takeMail(
  ctx: MailContext & MessageContext,
  { inboundId, raw }: { readonly inboundId: string; readonly raw: Uint8Array },
): Promise<void> {
  const parsed = await parseMail(raw);
  if (await receiveMail(ctx, { inboundId, mail: alertMail(parsed) })) return;
  await handleMail(ctx, { inboundId, mail: inboundMail(parsed) });
}
