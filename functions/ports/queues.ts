import type { QueuedEvent } from '../domain/event/event.ts';
import type { Channel, NotificationMessage, UpdateMessage } from '../domain/notification/notification.ts';
import type { LinkRequest } from '../domain/session/link.ts';

export interface QueuedMessage {
  readonly message: QueuedEvent;
  readonly groupId: string;
  readonly name?: string;
}

/** Durable hand-over. A resolved promise means the message is stored; what could not be stored rejects. */
export interface EventQueue {
  /**
   * Puts the messages on the FIFO queue in order, `groupId` keeping the order of one alert. At most 10 a batch; failed entries are
   * retried. What is sent twice within five minutes by one name, its event's id unless it has another, is delivered once.
   */
  send(messages: readonly QueuedMessage[]): Promise<void>;
}

export interface NotificationQueue {
  /** Voice has its own queue. At most 10 a batch; failed entries are retried. `delaySeconds` up to 900. */
  send(
    messages: readonly {
      readonly message: NotificationMessage;
      readonly channel: Channel;
      readonly delaySeconds?: number;
    }[],
  ): Promise<void>;
  /** Asks to tell responders of a change. */
  announce(messages: readonly UpdateMessage[]): Promise<void>;
}

/** Whoever tells subscribers, and asks those who want to be some. */
export interface SubscriberWorkers {
  /** Lets them look for what is due. What this is lost for is found by the tick. */
  wake(): Promise<void>;
}

/** Where signing in asks for mails; whether one is sent is decided by whoever takes the request. */
export interface SignInMails {
  ask(request: LinkRequest): Promise<void>;
}
