import type { Actor } from '../domain/access/actor.ts';
import type { DailyCaps } from '../domain/notification/daily-caps.ts';
import type { Channel, LinkPurpose } from '../domain/notification/notification.ts';
import type { PrivateTargets } from '../domain/private-targets.ts';
import type { PhoneCountries } from '../domain/user/phone-countries.ts';
import type { ActionWork } from './action-work.ts';
import type { Blobs } from './blobs.ts';
import type { Channels } from './channels.ts';
import type { ChatTokens } from './chat-tokens.ts';
import type { Clock } from './clock.ts';
import type { Fetch } from './fetch.ts';
import type { Ids } from './ids.ts';
import type { Log, Metrics } from './log.ts';
import type { OpenId, TieAttempts } from './openid.ts';
import type { Operation } from './operation.ts';
import type { EdgeStore, PageBucket } from './page-publishing.ts';
import type { Pulling } from './pull.ts';
import type { EventQueue, NotificationQueue, SignInMails, SubscriberWorkers } from './queues.ts';
import type { Store } from './store.ts';
import type { SubscriberSending } from './subscriber-sending.ts';
import type { Workflow } from './workflow.ts';

/** Signs and checks the links and addresses that act without a session. */
export interface Tokens extends Sealed, SubscriberTokens, CallbackTokens {
  sign(claims: AnswerClaims): string;
  /** Undefined when forged, malformed or expired at `now` (epoch seconds are in the claims). */
  verify(token: string): AnswerClaims | undefined;
  /** A token that stands for a stored thing, for one purpose; the thing says how long. */
  tokenFor(purpose: LinkPurpose, id: string): string;
  /** The id in a token of this purpose; undefined when forged or malformed. */
  idIn(purpose: LinkPurpose, token: string): string | undefined;
  /** What tells two contents apart and says nothing of either: 22 letters of base64url. */
  editionOf(content: string): string;
  /** The public key that browsers subscribe to our pushes with. */
  webPushKey(): string;
}

/** What a link in a message to a subscriber is for. */
export type SubscriberLink = 'CONFIRM' | 'REMOVE' | 'MANAGE';

/** A subscriber of a page, as its links name it. */
export interface NamedSubscriber {
  readonly pageId: number;
  readonly id: number;
}

/** The links of subscribers: nothing of them is stored, and they are good as long as the subscriber is there. */
export interface SubscriberTokens {
  subscriberToken(purpose: SubscriberLink, subscriber: NamedSubscriber): string;
  /** Undefined when forged, malformed, or for another purpose. */
  subscriberIn(purpose: SubscriberLink, token: string): NamedSubscriber | undefined;
  /** What messages to a subscriber's webhook are signed with: `whsec_…`. */
  webhookSecret(subscriber: NamedSubscriber): string;
}

/** How tools that keep tickets call back an alert action, named as it is on the wire. */
export interface CallbackTokens {
  /** The part of the address that only its tool knows. */
  callbackKey(actionId: string): string;
  isCallbackKey(actionId: string, key: string): boolean;
  /** What the tool signs its calls with: 48 letters and digits. */
  callbackSecret(actionId: string): string;
}

/** What is signed: each use has a key of its own, so that no text of one is worth anything for another. */
export type SealedUse = 'ACCESS' | 'REFRESH' | 'CONSENT' | 'PAGE' | 'CHAT';

/** Claims that go out signed and come back. */
export interface Sealed {
  seal(use: SealedUse, claims: { readonly exp: number }): string;
  /** Undefined when forged, malformed, of another use, or over (`exp`, epoch seconds). */
  open(use: SealedUse, text: string): unknown;
}

/** What an answer link is allowed to do: `action` on `alertId` as `userId`, until `expiresAt` (epoch seconds). */
export interface AnswerClaims {
  readonly alertId: number;
  readonly userId: number;
  /** `ANY`: a link whose page offers every answer. `REPLY`: an address, which is worth nothing as a link. */
  readonly action: 'ACCEPT' | 'RESOLVE' | 'ESCALATE' | 'ANY' | 'REPLY';
  readonly expiresAt: number;
}

export interface Settings {
  /** Where tools reach the API, without a trailing slash. */
  readonly publicUrl: string;
  /** Where people sign in and links for people lead, without a trailing slash. */
  readonly consoleUrl: string;
  /** Status pages live below it, each at its label; with a port where that is not the usual one; absent: nowhere of their own. */
  readonly pagesDomain?: string;
  /** The domain replies by e-mail go to; absent when inbound mail is not set up. */
  readonly replyDomain?: string;
  /** True when SMS can be answered by SMS (an own number is configured). */
  readonly twoWaySms: boolean;
  /** What this deployment has a driver for; everything unless said. */
  readonly configuredChannels?: readonly Channel[];
  /** Whether pushes go to apps on phones, not to browsers alone; they do unless said. */
  readonly pushesToApps?: boolean;
  /** Where phones are texted and called; everywhere unless said. */
  readonly phoneCountries?: PhoneCountries;
  /** How many texts and calls go out on one day; as many as there are unless said. */
  readonly dailyCaps?: DailyCaps;
  /** The zone of new users who name none. */
  readonly timezone?: string;
  /** What alert actions may reach though it is not public; nothing unless said. */
  readonly privateTargets?: PrivateTargets;
  /** What escalates alerts; absent where nobody asks for it. */
  readonly stateMachineArn?: string;
}

/** All that a use case may touch; each handler builds what its use cases name. */
export interface World {
  readonly store: Store;
  readonly events: EventQueue;
  readonly notifications: NotificationQueue;
  readonly signInMails: SignInMails;
  readonly subscriberWork: SubscriberWorkers;
  readonly actionWork: ActionWork;
  readonly subscriberSending: SubscriberSending;
  readonly workflow: Workflow;
  readonly blobs: Blobs;
  readonly pageBucket: PageBucket;
  readonly edgeStore: EdgeStore;
  readonly channels: Channels;
  readonly tokens: Tokens;
  readonly chatTokens: ChatTokens;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Reads what stands at an address that somebody typed in. */
  readonly fetch: Fetch;
  readonly pulling: Pulling;
  /** Speaks with identity providers. */
  readonly openId: OpenId;
  readonly openIdTies: TieAttempts;
  readonly operation: Operation;
  readonly settings: Settings;
  readonly actor: Actor;
}

/** The context of a use case that touches only `Needs` besides time, ids and the log. */
export type Context<Needs extends keyof World = never> = Pick<World, Needs | 'clock' | 'ids' | 'log' | 'metrics'>;
