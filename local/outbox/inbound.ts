import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Deployment } from '../deployment.ts';
import { RefusedError } from './answer.ts';
import { type OutsideMail, writeInboundMail } from './mail.ts';
import type { Outside } from './outside.ts';
import type { Topics } from './topics.ts';

export const InboundSms = z.object({
  from: z.string().min(1),
  /** Empty: whatever number Tocsin has. */
  to: z.string().default(''),
  text: z.string(),
  /** The provider's id: the same id twice is the same message delivered again. */
  id: z.string().optional(),
});
export type InboundSms = z.infer<typeof InboundSms>;

export const InboundMail = z.object({
  from: z.string().min(1),
  to: z.string().min(1),
  subject: z.string().default(''),
  text: z.string().default(''),
  html: z.string().optional(),
  inReplyTo: z.string().optional(),
  references: z.string().optional(),
  /** Headers a sender may write into the mail. */
  headers: z.record(z.string(), z.string()).optional(),
  /** Whether SPF, DKIM and DMARC pass; a forger's mail has false. */
  authenticated: z.boolean().default(true),
});

export interface Inbound {
  /** A text arrives at the two-way number: published as End User Messaging publishes it. Answers with its id. */
  sms(sms: InboundSms): Promise<{ inboundMessageId: string }>;
  /** A mail arrives: stored where SES's receipt rule stores it. Answers with the object's key. */
  mail(mail: OutsideMail): Promise<{ bucket: string; key: string }>;
}

/** The ways in from outside, as the deployment wires them. */
export function createInbound(deployment: Deployment, topics: Topics, outside: Outside): Inbound {
  return {
    async sms({ from, to, text, id }) {
      const topicArn = inboundTopic(deployment);
      if (!topicArn) throw new RefusedError(409, 'no inbound SMS topic is deployed: set smsIdentity');
      const inboundMessageId = id ?? randomUUID();
      const message = JSON.stringify({
        originationNumber: from,
        destinationNumber: to,
        messageKeyword: 'KEYWORD_LOCAL',
        messageBody: text,
        inboundMessageId,
      });
      await topics.publish({ topicArn, message, by: 'sms-voice.amazonaws.com' });
      return { inboundMessageId };
    },
    async mail(mail) {
      const bucket = mailBucket(deployment);
      if (!bucket) throw new RefusedError(409, 'no mail bucket is deployed: set mailFrom');
      const key = `inbound/${randomUUID().replaceAll('-', '')}`;
      await outside.putObject({ bucket, key, body: await writeInboundMail(mail, outside.now()) });
      return { bucket, key };
    },
  };
}

/** The topic that the operator is told to set at the two-way number. */
function inboundTopic(deployment: Deployment): string | undefined {
  const output = Object.entries(deployment.outputs).find(([name]) => name.endsWith('InboundTopic'))?.[1];
  return output ?? deployment.topics.find(({ name }) => name.includes('inbound'))?.arn;
}

function mailBucket(deployment: Deployment): string | undefined {
  return deployment.functions.map(({ environment }) => environment.MAIL_BUCKET).find((bucket) => bucket);
}
