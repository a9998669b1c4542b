import { deviceName } from '../push/device-name.ts';
import { bytesOfKey } from '../push/keys.ts';
import { postAnswer } from './answering.ts';
import { asKept, mostKept, wayOf } from './keeping.ts';
import { readPush, resultOf, type Shown, shownOf, workingOn } from './notifications.ts';
import { type FetchLater, type NotificationLater, scope } from './scope.ts';

/** What every screen of the console needs, the files of all of them, and their edition, told by the build. */
declare const consoleShell: readonly string[];
declare const consoleFiles: readonly string[];
declare const consoleEdition: string;

const files = new Set([...consoleShell, ...consoleFiles]);
const shellCaches = 'tocsin-files-';
const shellCache = `${shellCaches}${consoleEdition}`;
const keptCache = 'tocsin-kept';

scope.addEventListener('install', (event) => {
  event.waitUntil(caches.open(shellCache).then((cache) => cache.addAll(consoleShell)));
});

/** What is older than the edition before goes; windows of that one may still ask for its files. */
scope.addEventListener('activate', (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(shellCaches) && name !== shellCache);
    await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
    await scope.clients.claim();
    void storeTheRest();
  };
  event.waitUntil(tidy());
});

scope.addEventListener('fetch', (event) => {
  switch (wayOf(event.request, scope.location.origin, files)) {
    case 'shell':
      return event.respondWith(stored('/index.html', event.request));
    case 'file':
      return event.respondWith(stored(new URL(event.request.url).pathname, event.request));
    case 'kept':
      return event.respondWith(fromApi(event));
    case 'network':
      return undefined;
  }
});

async function stored(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(shellCache);
  const found = (await cache.match(path)) ?? (await caches.match(path));
  if (found !== undefined) return found;
  const response = await fetch(request);
  if (response.ok && files.has(path)) await cache.put(path, response.clone());
  return response;
}

/** The other screens, one after the other, unless data are dear; what is not stored then is stored when it is used. */
async function storeTheRest(): Promise<void> {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  if (connection?.saveData === true) return;
  const cache = await caches.open(shellCache);
  for (const path of consoleFiles)
    if ((await cache.match(path)) === undefined) await cache.add(path).catch(() => undefined);
}

/** The API's answer; without a network what it said last, marked as such. */
async function fromApi(event: FetchLater): Promise<Response> {
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep(event.request, response.clone()));
    return response;
  } catch (error) {
    const kept = await caches.open(keptCache).then((cache) => cache.match(event.request.url));
    if (kept === undefined) throw error;
    return kept;
  }
}

async function keep(request: Request, response: Response): Promise<void> {
  // Somebody else may sign in next.
  if (response.status === 401) return void (await caches.delete(keptCache));
  if (response.status !== 200) return;
  const kept = asKept(response.headers, await response.text(), new Date());
  if (kept === undefined) return;
  const cache = await caches.open(keptCache);
  await cache.delete(request.url);
  await cache.put(request.url, kept);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - mostKept)).map((one) => cache.delete(one)));
}

const show = ({ title, options }: Shown): Promise<void> =>
  scope.registration.showNotification(title, options as NotificationOptions);

scope.addEventListener('push', (event) => {
  event.waitUntil(show(shownOf(readPush(jsonOf(event.data)))));
});

function jsonOf(data: { json(): unknown } | null): unknown {
  try {
    return data?.json();
  } catch {
    return undefined;
  }
}

scope.addEventListener('notificationclick', (event) => event.waitUntil(clicked(event)));

async function clicked({ notification, action }: NotificationLater): Promise<void> {
  const payload = readPush(notification.data);
  const answer = payload.answers.find((one) => one.action === action);
  if (answer === undefined || (action !== 'accept' && action !== 'resolve')) {
    notification.close();
    return open(payload.url);
  }
  await show(workingOn(payload, action));
  const said = await postAnswer(answer.url, {
    post: (url) => fetch(url, { method: 'POST', headers: { accept: 'application/json' }, credentials: 'omit' }),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  await show(resultOf(payload, action, said));
  for (const client of await windows()) client.postMessage({ type: 'answered', alertId: payload.alertId });
}

const windows = () => scope.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** The window that shows it comes to the front; else one that only looks on goes there; forms are left alone. */
async function open(path: string): Promise<void> {
  const all = await windows();
  const there = all.find(({ url }) => new URL(url).pathname === path);
  if (there !== undefined) return void (await there.focus());
  const looking = all.find(({ url }) => /^\/(?:alerts(?:\/\d+)?)?$/.test(new URL(url).pathname));
  if (looking === undefined) return void (await scope.clients.openWindow(path));
  looking.postMessage({ type: 'go', path });
  await looking.focus();
}

/** The push service has given the browser another address. Who is not signed in registers it when the console is opened. */
scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAnew()));

async function subscribeAnew(): Promise<void> {
  const read = async (path: string) => (await fetch(path)).json();
  const [{ publicKey }, { id }] = await Promise.all([read('/api/web-push'), read('/api/users/current')]);
  const subscription = await scope.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOfKey(publicKey),
  });
  const { endpoint, keys } = subscription.toJSON();
  await fetch(`/api/users/${id}/devices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ platform: 'WEB', endpoint, ...keys, name: deviceName(navigator.userAgent) }),
  });
}

scope.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void scope.skipWaiting();
});
