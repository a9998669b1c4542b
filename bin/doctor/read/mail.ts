import { Resolver } from 'node:dns/promises';
import { DescribeActiveReceiptRuleSetCommand, SESClient } from '@aws-sdk/client-ses';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Options } from '../../../lib/context.ts';
import { sendersOf } from '../checks/mail.ts';
import type { Facts, Identity, Setting } from '../facts.ts';
import { clientSettings, orNone, reading } from './reading.ts';

type MailFacts = Pick<Facts, 'mailAccount' | 'identities' | 'activeRules' | 'mailExchange'>;

/** What SES and the DNS say about e-mail; nothing without a sender. */
export async function readMail({ mailFrom, replyDomain }: Options, { region }: Setting): Promise<MailFacts> {
  if (mailFrom === undefined) return {};
  const ses = new SESv2Client(clientSettings(region));
  const names = new Set([...sendersOf(mailFrom), ...(replyDomain === undefined ? [] : sendersOf(replyDomain))]);
  const [mailAccount, identities] = await Promise.all([
    reading('ses:GetAccount', async () => {
      const { ProductionAccessEnabled, SendingEnabled, SendQuota } = await ses.send(new GetAccountCommand({}));
      return {
        inProduction: ProductionAccessEnabled === true,
        maySend: SendingEnabled !== false,
        sentToday: SendQuota?.SentLast24Hours ?? 0,
        perDay: SendQuota?.Max24HourSend ?? 0,
      };
    }),
    reading('ses:GetEmailIdentity', async () =>
      Object.fromEntries(
        await Promise.all([...names].map(async (name) => [name, await readIdentity(ses, name)] as const)),
      ),
    ),
  ]);
  return { mailAccount, identities, ...(replyDomain !== undefined && (await readInbound(replyDomain, region))) };
}

async function readIdentity(ses: SESv2Client, name: string): Promise<Identity> {
  const identity = await orNone(ses.send(new GetEmailIdentityCommand({ EmailIdentity: name })));
  if (identity === undefined) return undefined;
  return {
    verified: identity.VerifiedForSendingStatus === true,
    dkim: identity.DkimAttributes?.Status ?? 'NOT_STARTED',
  };
}

async function readInbound(replyDomain: string, region: string): Promise<MailFacts> {
  const ses = new SESClient(clientSettings(region));
  const [activeRules, mailExchange] = await Promise.all([
    reading('ses:DescribeActiveReceiptRuleSet', async () => {
      const { Metadata } = await ses.send(new DescribeActiveReceiptRuleSetCommand({}));
      return Metadata?.Name;
    }),
    reading('DNS', () => exchangesOf(replyDomain)),
  ]);
  return { activeRules, mailExchange };
}

/** The mail servers of a domain by the DNS; none is an answer, too. */
async function exchangesOf(domain: string): Promise<string[]> {
  try {
    const records = await new Resolver({ timeout: 5_000, tries: 2 }).resolveMx(domain);
    return records.map(({ exchange }) => exchange.replace(/\.$/, ''));
  } catch (error) {
    if (['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
