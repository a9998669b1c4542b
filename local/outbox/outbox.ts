import { join } from 'node:path';
import { createConnect, type EndedCall } from '../aws/connect.ts';
import { createEventBridge } from '../aws/event-bridge.ts';
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
import { Closing, closeTicket, ticketList } from './targets/close-ticket.ts';
import { ChatCommand, createPressing, Press } from './targets/press.ts';
import { slackTarget } from './targets/slack.ts';
import type { Target, TargetWorld } from './targets/target.ts';
import { teamsTarget } from './targets/teams.ts';
import type { Ticket } from './targets/ticket-store.ts';
import { ticketTargets } from './targets/tickets.ts';
import { webPushTarget } from './targets/web-push.ts';
import { createTopics, type Publication } from './topics.ts';
import { createWebhookReceiver } from './webhooks.ts';

export interface OutboxOptions {
  readonly deployment: Deployment;
  /** Where messages are kept; in memory when left out. */
  readonly dataDir?: string;
  readonly outside: Outside;
}

export interface Outbox {
  /** SES, SNS, End User Messaging, Pinpoint, Connect, Secrets Manager and EventBridge, for the front, and the internet. */
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
  /** `POST /_local/outbox/{id}/press`: somebody does something with a message of a chat. */
  press(id: string, body: unknown): Promise<ControlAnswer>;
  /** `POST /_local/inbound/chat`: somebody writes a command. */
  inboundChat(body: unknown): Promise<ControlAnswer>;
  /** The tickets of all tools. */
  tickets(): readonly Ticket[];
  /** `POST /_local/tickets/{tool}/{id}`: somebody closes one there. */
  closeTicket(ticket: { readonly tool: string; readonly id: string }, body: unknown): Promise<ControlAnswer>;
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
  const pressing = createPressing({ store, outside, teams });
  const services = [
    createSes({ deployment, store, receipts }),
    createSns({ store, topics }),
    createSmsVoice({ deployment, store, receipts }),
    createPinpoint({ deployment, store }),
    createConnect({ deployment, store, ended }),
    createSecretsManager({ deployment }),
    createEventBridge({ deployment, store }),
    createWebhookReceiver({ targets: theInternet(world, teams) }),
  ];

  return {
    services,
    store,
    since: store.since,
    reply: (id, body) => answering(async () => replies.reply(id, parse(Reply, body, '`text` or `digits` is required'))),
    inboundSms: (body) => answering(async () => inbound.sms(parse(InboundSms, body, '`from` and `text` are required'))),
    inboundEmail: (body) =>
      answering(async () => inbound.mail(parse(InboundMail, body, '`from` and `to` are required'))),
    press: (id, body) =>
      answering(async () => {
        const message = store.find(id);
        if (!message) throw new RefusedError(404, `no message ${id} in the outbox`);
        return pressing.press(message, parse(Press, body, '`action` is required'));
      }),
    inboundChat: (body) =>
      answering(async () =>
        pressing.command(parse(ChatCommand, body, '`channel`, `conversation` and `text` are required')),
      ),
    tickets: () => ticketList(store),
    closeTicket: (ticket, body) =>
      answering(async () => closeTicket(world, ticket, parse(Closing, body, '`status` must be closed'))),
    onCallEnded: (listener) => void callListeners.push(listener),
    publish: topics.publish,
    async reset() {
      store.reset();
      for (const service of services) await service.reset();
    },
  };
}

/** Who answers here for the internet: the first that is meant. */
export const theInternet = (world: TargetWorld, teams: Target = teamsTarget(world)): readonly Target[] => [
  webPushTarget(world),
  ...ticketTargets(world),
  slackTarget(world),
  teams,
  ...otherTargets(world),
];

function parse<T>(
  schema: { safeParse(value: unknown): { data?: T; success: boolean } },
  body: unknown,
  hint: string,
): T {
  const { success, data } = schema.safeParse(body);
  if (!success || data === undefined) throw new RefusedError(400, hint);
  return data;
}
