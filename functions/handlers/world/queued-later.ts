import type { NotificationQueue } from '../../ports/queues.ts';

/** Most calls of the API queue nothing: what puts messages on a queue is loaded with the first one. */
let loading: Promise<NotificationQueue> | undefined;
function load(): Promise<NotificationQueue> {
  loading ??= import('./notifications.ts').then(({ notifications }) => notifications);
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

export const notifications: NotificationQueue = {
  send: async (messages) => (await load()).send(messages),
  announce: async (messages) => (await load()).announce(messages),
};
