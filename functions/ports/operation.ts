import type { Channel } from '../domain/notification/notification.ts';
import type { Instant } from '../domain/time.ts';

/** An alarm of the deployment, and what people lose while it rings. */
export interface AlarmState {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly impact: string;
  readonly since?: Instant;
}

/** What SES takes of this account on one day. */
export interface MailLimit {
  readonly perDay: number;
  readonly sentToday: number;
  readonly perSecond: number;
}

/** What AWS lets this account text for, in dollars a month. */
export interface TextLimit {
  readonly sentBy: 'SNS' | 'END_USER_MESSAGING';
  readonly isInSandbox: boolean;
  readonly limit?: number;
  readonly spent?: number;
}

/** What was counted since a moment. */
export interface Counted {
  readonly alerts: number;
  readonly messages: Readonly<Record<Exclude<Channel, 'NULL'>, number>>;
}

/** How the deployment itself is doing, as AWS tells; each question may fail alone. */
export interface Operation {
  /** When something was counted last within the last day: `TickCompleted`, `CanarySucceeded`. */
  lastCounted(metric: 'TickCompleted' | 'CanarySucceeded'): Promise<Instant | undefined>;
  /** Messages that were given up, by queue. */
  deadLetters(): Promise<readonly { readonly queue: string; readonly messages: number }[]>;
  alarms(): Promise<readonly AlarmState[]>;
  mail(): Promise<MailLimit>;
  texts(): Promise<TextLimit>;
  countedSince(from: Instant): Promise<Counted>;
}
