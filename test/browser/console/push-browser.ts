import type { BrowserContext, BrowserContextOptions, Page, Worker } from 'playwright-core';
import type { LocalSubscription } from '../../../local/outbox/targets/web-push.ts';

/** A window whose browser may show notifications, and has a service worker. */
export const withWorker: BrowserContextOptions = { serviceWorkers: 'allow', permissions: ['notifications'] };

/**
 * Lets a browser subscribe at the push service of the local cloud: its own one is on the internet. It tells the keys that the local cloud
 * can read with.
 */
export async function subscribesLocally(context: BrowserContext, { endpoint, keys }: LocalSubscription): Promise<void> {
  await context.addInitScript(
    ([address, told]) => {
      let subscription: object | null = null;
      // A headless browser refuses notifications, whatever it is told.
      Object.defineProperty(Notification, 'permission', { get: () => (subscription === null ? 'default' : 'granted') });
      Notification.requestPermission = async () => 'granted';
      PushManager.prototype.getSubscription = async () => subscription as PushSubscription | null;
      PushManager.prototype.subscribe = async (options) => {
        const key = options?.applicationServerKey as Uint8Array<ArrayBuffer>;
        subscription = {
          endpoint: address,
          options: { applicationServerKey: key.buffer },
          toJSON: () => ({ endpoint: address, keys: told }),
          unsubscribe: async () => {
            subscription = null;
            return true;
          },
        };
        return subscription as PushSubscription;
      };
    },
    [endpoint, keys] as const,
  );
}

/** The worker of a window, once it has the window. */
export async function workerOf(page: Page): Promise<Worker> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
  });
  const [worker] = page.context().serviceWorkers();
  if (worker === undefined) throw new Error('the console has no worker');
  return worker;
}

/** What a worker shows: kept there, since headless browsers have no screen for it. */
export interface ShownThere {
  readonly title: string;
  readonly body: string;
  readonly actions: readonly string[];
}

interface WorkerGlobal {
  shown?: { title: string; options: NotificationOptions & { actions?: { action: string }[]; data: unknown } }[];
  readonly registration: ServiceWorkerRegistration;
  dispatchEvent(event: Event): boolean;
}

/** Delivers what a push service would, and waits until it is shown. */
export const deliver = (worker: Worker, payload: unknown): Promise<void> =>
  worker.evaluate(async (data) => {
    const self = globalThis as unknown as WorkerGlobal;
    const shown = self.shown ?? [];
    self.shown = shown;
    self.registration.showNotification = async (title, options) => {
      shown.push({ title, options: options as never });
    };
    const event = new Event('push');
    const work: Promise<unknown>[] = [];
    Object.assign(event, { data: { json: () => data }, waitUntil: (one: Promise<unknown>) => work.push(one) });
    self.dispatchEvent(event);
    await Promise.all(work);
  }, payload);

/** Presses a button of the notification that is shown, and waits for what comes of it. */
export const press = (worker: Worker, action: string): Promise<void> =>
  worker.evaluate(async (pressed) => {
    const self = globalThis as unknown as WorkerGlobal;
    const last = self.shown?.at(-1);
    const event = new Event('notificationclick');
    const work: Promise<unknown>[] = [];
    Object.assign(event, {
      action: pressed,
      notification: { data: last?.options.data, close: () => undefined },
      waitUntil: (one: Promise<unknown>) => work.push(one),
    });
    self.dispatchEvent(event);
    await Promise.all(work);
  }, action);

/** Every notification that was shown, first to last. */
export const shownBy = (worker: Worker): Promise<readonly ShownThere[]> =>
  worker.evaluate(() =>
    ((globalThis as unknown as WorkerGlobal).shown ?? []).map(({ title, options: { body = '', actions = [] } }) => ({
      title,
      body,
      actions: actions.map(({ action }) => action),
    })),
  );
