/* What a service worker has besides what pages have, as far as ours uses it: the library of types for both at once does not exist. */

export interface Later extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface FetchLater extends Later {
  readonly request: Request;
  readonly clientId: string;
  respondWith(answer: Promise<Response> | Response): void;
}
export interface PushLater extends Later {
  readonly data: { json(): unknown } | null;
}
export interface NotificationLater extends Later {
  readonly notification: Notification;
  /** The button that was pressed; empty: the notification itself. */
  readonly action: string;
}
export interface MessageLater extends Later {
  readonly data: unknown;
}

/** A window of the console. */
export interface Client {
  readonly url: string;
  readonly focused: boolean;
  focus(): Promise<Client>;
  postMessage(message: unknown): void;
}

interface Events {
  install: Later;
  activate: Later;
  fetch: FetchLater;
  push: PushLater;
  pushsubscriptionchange: Later;
  notificationclick: NotificationLater;
  message: MessageLater;
}

interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly location: Location;
  readonly clients: {
    matchAll(options: { readonly type: 'window'; readonly includeUncontrolled: boolean }): Promise<Client[]>;
    openWindow(url: string): Promise<Client | null>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): void;
}

export const scope = globalThis as unknown as Scope;
