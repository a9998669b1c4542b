import { GetSendQuotaCommand, SESClient } from '@aws-sdk/client-ses';
import { clientSettings, withinLimit } from './provider.ts';
import type { MailQuota } from './send-rates.ts';

/** What SES takes of this account; a limit of -1 is none. */
export async function sesQuota(client = new SESClient(clientSettings)): Promise<MailQuota> {
  const {
    MaxSendRate = 1,
    Max24HourSend = 200,
    SentLast24Hours = 0,
  } = await client.send(new GetSendQuotaCommand({}), withinLimit());
  return {
    perSecond: MaxSendRate,
    left: Max24HourSend < 0 ? Number.POSITIVE_INFINITY : Math.max(0, Max24HourSend - SentLast24Hours),
  };
}
