import { join } from 'node:path';
import { createConnect, type EndedCall } from '../aws/connect.ts';
import { createPinpoint } from '../aws/pinpoint.ts';
import { createSecretsManager } from '../aws/secrets-manager.ts';
import type { AwsService } from '../aws/service.ts';
import { createSes } from '../aws/ses.ts';
import { createSmsVoice } from '../aws/sms-voice.ts';
import { createSns } from '../aws/sns.ts';
import type { Deployment } from '../deployment.ts';
import { answering, type ControlAnswer, RefusedError } from './answer.ts';
import { createInbound, InboundMail, InboundSms } from './inbound.ts';
import type { OutboxMessage } from './message.ts';
import type { Outside } from './outside.ts';
import { createReceipts } from './receipts.ts';
import { createReplies, Reply } from './replies.ts';
import { createMessageStore, type MessageStore } from './store.ts';
import { otherTargets } from './targets/chats.ts';
import { slackTarget } from './targets/slack.ts';
import { teamsTarget } from './targets/teams.ts';
import { ticketTargets } from './targets/tickets.ts';
import { createTopics, type Publication } from './topics.ts';
import { createWebhookReceiver } from './webhooks.ts';

export interface OutboxOptions {
  readonly deployment: Deployment;
  /** Where messages are kept; in memory when left out. */
  readonly dataDir?: string;
  readonly outside: Outside;
}

export interface Outbox {
  /** SES, SNS, End User Messaging, Pinpoint, Connect and Secrets Manager, for the front. */
  readonly services: readonly AwsService[];
  readonly store: MessageStore;
  /** Messages after `seq`, oldest first. */
  since(seq: number): readonly OutboxMessage[];
  /** `POST /_local/outbox/{id}/reply`; `body` is the parsed JSON. */
  reply(id: string, body: unknown): Promise<ControlAnswer>;
  /** `POST /_local/inbound/sms`. */
  inboundSms(body: unknown): Promise<ControlAnswer>;
  /** `POST /_local/inbound/email`. */
  inboundEmail(body: unknown): Promise<ControlAnswer>;
  /** Tells the listener of every call that is over, by its contact id. */
  onCallEnded(listener: (call: EndedCall) => void): void;
  /** Publishes to a topic of the deployment, for alarms. Throws when the topic is none or its policy says no. */
  publish(publication: Publication): Promise<string>;
  /** Forgets messages and subscriptions made at run time. */
  reset(): Promise<void>;
}

/** The receiving side of the local cloud: what was sent, and the ways to answer it. */
export function createOutbox({ deployment, dataDir, outside }: OutboxOptions): Outbox {
  const file = dataDir === undefined ? undefined : join(dataDir, 'outbox.jsonl');
  const store = createMessageStore({ file, now: outside.now });
  const topics = createTopics(deployment, store, outside);
  const receipts = createReceipts(deployment, topics, outside);
  const inbound = createInbound(deployment, topics, outside);
  const replies = createReplies({ store, inbound, outside });
  const callListeners: ((call: EndedCall) => void)[] = [];
  const ended = (call: EndedCall) => {
    for (const listener of callListeners) listener(call);
  };
  const world = { store, now: outside.now, publicUrl: outside.baseUrl };
  const teams = teamsTarget(world);
  const services = [
    createSes({ deployment, store, receipts }),
    createSns({ store, topics }),
    createSmsVoice({ deployment, store, receipts }),
    createPinpoint({ deployment, store }),
    createConnect({ deployment, store, ended }),
    createSecretsManager({ deployment }),
    createWebhookReceiver({ targets: [...ticketTargets(world), slackTarget(world), teams, ...otherTargets(world)] }),
  ];

  return {
    services,
    store,
    since: store.since,
    reply: (id, body) => answering(async () => replies.reply(id, parse(Reply, body, '`text` or `digits` is required'))),
    inboundSms: (body) => answering(async () => inbound.sms(parse(InboundSms, body, '`from` and `text` are required'))),
    inboundEmail: (body) =>
      answering(async () => inbound.mail(parse(InboundMail, body, '`from` and `to` are required'))),
    onCallEnded: (listener) => void callListeners.push(listener),
    publish: topics.publish,
    async reset() {
      store.reset();
      for (const service of services) await service.reset();
    },
  };
}

function parse<T>(
  schema: { safeParse(value: unknown): { data?: T; success: boolean } },
  body: unknown,
  hint: string,
): T {
  const { success, data } = schema.safeParse(body);
  if (!success || data === undefined) throw new RefusedError(400, hint);
  return data;
}
