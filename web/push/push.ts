import { type Api, answer, api } from '../client/api.ts';
import { deviceName } from './device-name.ts';
import { bytesOfKey, isKey } from './keys.ts';

/** What this browser says about pushes. */
export type PushState =
  /** It takes none. */
  | 'unsupported'
  /** It takes them only as an app on the home screen (iPhone and iPad). */
  | 'needs-install'
  /** Its owner has refused them. */
  | 'denied'
  | 'off'
  | 'on';

const isOnHomeScreen = (): boolean =>
  matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && navigator.standalone === true);

const worker = async (): Promise<ServiceWorkerRegistration | undefined> =>
  'serviceWorker' in navigator ? await navigator.serviceWorker.getRegistration('/') : undefined;

const subscriptionHere = async (): Promise<PushSubscription | null> =>
  (await (await worker())?.pushManager?.getSubscription()) ?? null;

/** Whether this browser gets pushes. */
export async function pushState(): Promise<PushState> {
  const isApple = /\b(?:iPhone|iPad|iPod)\b/.test(navigator.userAgent);
  if (isApple && !isOnHomeScreen()) return 'needs-install';
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return (await subscriptionHere()) === null ? 'off' : 'on';
}

/** The end of this browser's address, by which it is found among the devices. */
export const ownTokenEnd = async (): Promise<string | undefined> => (await subscriptionHere())?.endpoint.slice(-6);

type Device = Api<'Device'>;

async function register(userId: number, subscription: PushSubscription): Promise<Device> {
  const { endpoint, keys } = subscription.toJSON();
  const body = {
    platform: 'WEB' as const,
    ...(endpoint !== undefined && { endpoint }),
    ...(keys?.p256dh !== undefined && { p256dh: keys.p256dh }),
    ...(keys?.auth !== undefined && { auth: keys.auth }),
    name: deviceName(navigator.userAgent),
  };
  const device = await answer(api.POST('/users/{user}/devices', { params: { path: { user: userId } }, body }));
  localStorage.setItem(lastKey, JSON.stringify({ userId, at: Date.now(), endpoint }));
  return device;
}

/** Asks for permission, subscribes, and registers this browser for the person. Undefined when its owner said no. */
export async function turnPushOn(userId: number): Promise<Device | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return undefined;
  const registration = await navigator.serviceWorker.ready;
  return register(userId, await subscribe(registration));
}

async function subscribe(registration: ServiceWorkerRegistration): Promise<PushSubscription> {
  const { publicKey } = await answer(api.GET('/web-push'));
  const before = await registration.pushManager.getSubscription();
  if (before !== null) {
    if (isKey(before.options.applicationServerKey, publicKey)) return before;
    await before.unsubscribe();
  }
  return registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOfKey(publicKey),
  });
}

/** Ends the subscription of this browser; its device is removed through the API. */
export async function turnPushOff(): Promise<void> {
  localStorage.removeItem(lastKey);
  await (await subscriptionHere())?.unsubscribe();
}

/** Whether a device of somebody is this browser, whose address ends so. */
export const isThisBrowser = ({ platform, tokenEnd }: Pick<Device, 'platform' | 'tokenEnd'>, end: string | undefined) =>
  platform === 'WEB' && end !== undefined && tokenEnd === end;

/** Takes this browser off somebody's devices and ends its subscription: whoever signs out is not woken here any more. */
export async function leaveDevices(user: number): Promise<void> {
  try {
    const end = await ownTokenEnd();
    if (end === undefined) return;
    const devices = await answer(api.GET('/users/{user}/devices', { params: { path: { user } } }));
    const here = devices.filter((device) => isThisBrowser(device, end));
    for (const { id } of here)
      await answer(api.DELETE('/users/{user}/devices/{id}', { params: { path: { user, id } } }));
  } finally {
    await turnPushOff();
  }
}

const lastKey = 'tocsin-push';
const registeredAnewAfter = 7 * 24 * 3_600_000;

/** Whether a registration has to be made anew: it is old, of another address, or of somebody else. */
export function isDueAnew(
  kept: string | null,
  { userId, endpoint, now }: { readonly userId: number; readonly endpoint: string; readonly now: number },
): boolean {
  try {
    const { userId: former, at, endpoint: formerEndpoint } = JSON.parse(kept ?? '') as Record<string, unknown>;
    return former !== userId || formerEndpoint !== endpoint || !(now - Number(at) < registeredAnewAfter);
  } catch {
    return true;
  }
}

/** When the console is opened: a browser that gets pushes stays registered, for whoever is signed in now, with the key of today. */
export async function keepPushOn(userId: number): Promise<void> {
  if ((await pushState()) !== 'on' || Notification.permission !== 'granted') return;
  const registration = await worker();
  if (registration === undefined) return;
  const subscription = await subscribe(registration);
  const now = { userId, endpoint: subscription.endpoint, now: Date.now() };
  if (isDueAnew(localStorage.getItem(lastKey), now)) await register(userId, subscription);
}
