import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { isHardForMail, mimeOf } from './email-ses.ts';
import { clientSettings, outcomeOf, sent, withinLimit } from './provider.ts';

/** A mail to addresses that an admin has typed in. */
export interface ActionMail {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Mails of one thread answer a root that is named by it, and never sent. */
  readonly threadKey: string;
  /** The same for each attempt: mail programs show what bears it once. */
  readonly idempotencyKey: string;
}

/** What became of what was handed over. `unanswered`: it may have been taken. */
export type Taken =
  | { readonly kind: 'taken'; readonly id?: string }
  | { readonly kind: 'refused' | 'unanswered'; readonly why: string };

/** SES takes so many receivers of one mail. */
const receiversAtOnce = 50;

/**
 * Sends a mail through SES to all its receivers, who see the same To and Cc. Receivers whose mail bounced for good are on the account's
 * suppression list, and SES sends them nothing. Never throws.
 */
export function actionMails(
  {
    from,
    configurationSet,
    domain,
  }: { readonly from: string; readonly configurationSet: string; readonly domain: string },
  client = new SESClient(clientSettings),
): (mail: ActionMail) => Promise<Taken> {
  async function sendTo(receivers: readonly string[], data: Buffer): Promise<Taken> {
    const result = await outcomeOf(async () => {
      const answer = await client.send(
        new SendRawEmailCommand({
          Source: from,
          Destinations: [...receivers],
          RawMessage: { Data: data },
          ...(configurationSet !== '' && { ConfigurationSetName: configurationSet }),
        }),
        withinLimit(),
      );
      return sent(answer.MessageId);
    }, isHardForMail);
    if (result.outcome === 'sent') return { kind: 'taken', id: result.providerId };
    return { kind: result.outcome === 'rejected' ? 'refused' : 'unanswered', why: result.error };
  }

  return async (mail) => {
    if (from === '') return { kind: 'refused', why: 'no e-mail is set up here (option mailFrom)' };
    const receivers = [...mail.to, ...mail.cc, ...mail.bcc];
    let first: Taken = { kind: 'refused', why: 'nobody is named' };
    try {
      const data = await mimeOf({ ...mail, headers: headersOf(mail, domain) }, from);
      for (let start = 0; start < receivers.length; start += receiversAtOnce) {
        const taken = await sendTo(receivers.slice(start, start + receiversAtOnce), data);
        if (taken.kind !== 'taken') return taken;
        if (start === 0) first = taken;
      }
      return first;
    } catch (error) {
      return { kind: 'unanswered', why: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** One thread for all mails of a key, whichever comes first; and no answer from machines. */
function headersOf({ threadKey, idempotencyKey }: ActionMail, domain: string): Record<string, string> {
  const root = `<${threadKey}@${domain}>`;
  return {
    'Message-ID': `<action-${idempotencyKey}@${domain}>`,
    'In-Reply-To': root,
    References: root,
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  };
}
