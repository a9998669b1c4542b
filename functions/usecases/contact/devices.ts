import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { type PushTarget, pushTargetsOf } from '../../domain/user/push-targets.ts';
import type { PushBrowser, PushDevice, User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { testText } from '../../render/account-texts.ts';
import { asTocsin, writeChanged } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import { ownUser } from '../user/change.ts';
import { userKind } from '../user/kind.ts';
import { deviceFrom } from './from-input.ts';
import type { DeviceInput } from './inputs.ts';
import { sendToContact } from './send-to-contact.ts';
import { awaitResult } from './test-result.ts';
import { refuseTooManyTests } from './tests-quota.ts';

/** What gets pushes: an app on a phone, or a browser. */
export type Device = PushDevice | PushBrowser;

export const devicesOf = ({ devices, browsers = [] }: User): readonly Device[] => [...devices, ...browsers];

/** A phone's app registers again and again; the devices longest unheard of make room. */
const maxApps = 20;
const maxBrowsers = 10;

const isBrowser = (device: Device): device is PushBrowser => 'endpoint' in device;

/** The user with these devices, without those that are too many. */
export function withDevices(user: User, all: readonly Device[]): User {
  const apps = all.filter((device): device is PushDevice => !isBrowser(device));
  const byLastSeen = all.filter(isBrowser).toSorted((a, b) => (a.lastSeenAt < b.lastSeenAt ? -1 : 1));
  const browsers = byLastSeen.slice(-maxBrowsers).toSorted((a, b) => a.id - b.id);
  return {
    ...user,
    devices: apps.slice(-maxApps),
    ...((browsers.length > 0 || user.browsers) && { browsers }),
  };
}

/** The device that the input describes; a browser where somebody else was signed in before is theirs no more. */
export async function registeredDevice(
  ctx: Context<'store' | 'settings'>,
  user: User,
  input: DeviceInput,
): Promise<Device> {
  if (input.platform !== 'WEB' && ctx.settings.pushesToApps === false)
    throw new InvalidInputError('platform', 'pushes to apps are not set up in this deployment: use WEB');
  if (input.platform === 'WEB' && input.endpoint) await leaveFormerOwner(ctx, user.id, input.endpoint);
  return deviceFrom(ctx, user, input);
}

async function leaveFormerOwner(ctx: Context<'store'>, userId: number, endpoint: string): Promise<void> {
  const others = (await ctx.store.users.byContact('BROWSER', endpoint)).filter(({ id }) => id !== userId);
  for (const { id } of others) {
    await retryOnConflict(async () => {
      const user = await ctx.store.users.get(id);
      if (!user?.browsers?.some((browser) => browser.endpoint === endpoint)) return;
      const browsers = user.browsers.filter((browser) => browser.endpoint !== endpoint);
      await writeChanged(asTocsin(ctx), userKind, { ...user, browsers, updatedAt: ctx.clock.now() }, user);
    });
  }
}

interface DeviceNamed {
  readonly userId: number;
  readonly deviceId: number;
}

function deviceOf(user: User, id: number): PushTarget {
  const device = pushTargetsOf(user).find((one) => one.id === id);
  if (device === undefined) throw new NotFoundError('device', id);
  return device;
}

/** Sends a test push to a device, whoever asks, and waits some seconds for what becomes of it. */
export async function testDevice(
  ctx: Context<'store' | 'notifications' | 'settings' | 'actor'>,
  { userId, deviceId }: DeviceNamed,
): Promise<Notification> {
  const user = await ownUser(ctx, userId);
  const { id, target } = deviceOf(user, deviceId);
  await refuseTooManyTests(ctx, userId);
  const message = { kind: 'TEST', ...testText(user.language) } as const;
  return awaitResult(ctx, await sendToContact(ctx, user, { id, channel: 'PUSH', target }, message));
}

/** What has become of a test push since. Throws NotFoundError for one that was not sent to this device. */
export async function readDeviceTest(
  ctx: Context<'store' | 'actor'>,
  { userId, deviceId, testId }: DeviceNamed & { readonly testId: number },
): Promise<Notification> {
  await ownUser(ctx, userId);
  const message = await ctx.store.notifications.get(`USER#${userId}`, testId);
  if (message?.kind !== 'TEST' || message.contactId !== deviceId) throw new NotFoundError('test', testId);
  return message;
}
