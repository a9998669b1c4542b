import type { PushBrowser, PushDevice, User } from './user.ts';

/** Somewhere that a person gets pushes: an app on a phone, or a browser. */
export interface PushTarget {
  readonly id: number;
  /** What a notification carries: the token of an app; of a browser all that it takes to reach it. */
  readonly target: string;
  readonly platform: PushDevice['platform'] | 'WEB';
  readonly name?: string | undefined;
}

/** How a browser is reached, in one text: the fragment of an address is never sent to anybody. */
export const browserTarget = ({ endpoint, p256dh, auth }: Pick<PushBrowser, 'endpoint' | 'p256dh' | 'auth'>): string =>
  `${endpoint}#${p256dh}.${auth}`;

/** What a target says of a browser; undefined for the token of an app. */
export function readBrowserTarget(target: string): Pick<PushBrowser, 'endpoint' | 'p256dh' | 'auth'> | undefined {
  const found = /^(https:[^#]+)#([\w-]+)\.([\w-]+)$/.exec(target);
  if (found === null) return undefined;
  const [, endpoint = '', p256dh = '', auth = ''] = found;
  return { endpoint, p256dh, auth };
}

/** As much of a target as tells one device from another, and lets nobody push to it. */
export const shownEnd = (target: string): string => (readBrowserTarget(target)?.endpoint ?? target).slice(-6);

/** Every place where a person gets pushes, apps first. */
export const pushTargetsOf = ({ devices, browsers = [] }: Pick<User, 'devices' | 'browsers'>): PushTarget[] => [
  ...devices.map(({ id, token, platform, name }) => ({ id, target: token, platform, name })),
  ...browsers.map((browser) => ({
    id: browser.id,
    target: browserTarget(browser),
    platform: 'WEB' as const,
    name: browser.name,
  })),
];

/** The one that a notification was made for, while it is there. */
export const pushTargetOf = (user: Pick<User, 'devices' | 'browsers'>, target: string): PushTarget | undefined =>
  pushTargetsOf(user).find((one) => one.target === target);

/** The user without an app or browser that takes no pushes any more; undefined when there is none such. */
export function withoutPushTarget(user: User, target: string): User | undefined {
  if (pushTargetOf(user, target) === undefined) return undefined;
  return {
    ...user,
    devices: user.devices.filter(({ token }) => token !== target),
    ...(user.browsers && { browsers: user.browsers.filter((browser) => browserTarget(browser) !== target) }),
  };
}
