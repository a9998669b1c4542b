import type { SendResult } from './channels.ts';

/** What is posted to a subscriber's webhook. */
export interface WebhookMessage {
  /** The same when it is sent again. */
  readonly id: string;
  readonly url: string;
  readonly body: string;
  /** `whsec_…` */
  readonly secret: string;
}

/** How subscribers are told without standing in anybody's way. */
export interface SubscriberSending {
  /**
   * Waits until one more message may go out on this channel beside those to people on call. False when the provider takes no more for the
   * time being.
   */
  turn(channel: 'EMAIL' | 'SMS' | 'PUSH' | 'WEBHOOK'): Promise<boolean>;
  /** Posts, signed as Standard Webhooks has it, to a public address; throws when nobody knows whether it arrived. */
  post(message: WebhookMessage): Promise<SendResult>;
}
