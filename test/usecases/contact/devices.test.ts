import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import type { PushBrowser, PushDevice, User } from '../../../functions/domain/user/user.ts';
import { devicesOf, registeredDevice, withDevices } from '../../../functions/usecases/contact/devices.ts';
import { checkUnused, deviceFrom } from '../../../functions/usecases/contact/from-input.ts';
import { DeviceInput } from '../../../functions/usecases/contact/inputs.ts';
import { presentDevice, presentEmail, presentPhone } from '../../../functions/usecases/contact/present.ts';
import { sendToContact } from '../../../functions/usecases/contact/send-to-contact.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const app: PushDevice = { id: 13, platform: 'GCM', token: 'a-token-of-ada', name: 'Pixel', createdAt: tenOClock };
const browser: PushBrowser = {
  ...{ id: 14, endpoint: 'https://push.example.com/abcdef', p256dh: 'p', auth: 'a', name: 'Firefox' },
  ...{ createdAt: tenOClock, lastSeenAt: tenOClock },
};
const ada = aUser(1, { devices: [app], browsers: [browser] });
const web = { platform: 'WEB', endpoint: browser.endpoint, p256dh: 'p2', auth: 'a2' } as const;

/** A minute after the devices were registered. */
async function later(users: readonly User[] = [ada, aUser(2), aUser(3)]) {
  const world = await aWorld({ users });
  world.clock.advance({ minutes: 1 });
  return { ...world, now: world.clock.now() };
}

it('the secrets of a browser are kept without padding, however it tells them', () => {
  const keys = {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'tBHItJI5svbpez7KI4CCXg',
  };
  const told = { ...web, p256dh: `${keys.p256dh}=`, auth: `${keys.auth}==` };
  expect(DeviceInput.parse(told)).toMatchObject(keys);
});

describe('a device that registers', () => {
  it('again keeps its id and its age, and has the name that it says now', async () => {
    const { ctx, now } = await later();
    const { name: _old, ...unnamed } = app;
    expect(deviceFrom(ctx, ada, { platform: 'GCM', token: app.token, name: 'Pixel 9' })).toEqual({
      ...app,
      name: 'Pixel 9',
    });
    expect(deviceFrom(ctx, ada, { platform: 'GCM', token: app.token, name: null })).toEqual(unnamed);
    expect(deviceFrom(ctx, ada, { ...web, name: 'Chrome' })).toEqual({
      ...browser,
      ...{ p256dh: 'p2', auth: 'a2', name: 'Chrome', lastSeenAt: now },
    });
    expect(deviceFrom(ctx, ada, web)).not.toHaveProperty('name');
  });

  it.each([
    ['of another token', { platform: 'GCM' as const, token: 'other' }],
    ['of another system', { platform: 'APNS' as const, token: app.token }],
  ])('for the first time is a new one: %s', async (_what, input) => {
    const { ctx, now } = await later();
    const device = deviceFrom(ctx, ada, input);
    expect(device).toEqual({ id: device.id, ...input, createdAt: now });
    expect([13, 14]).not.toContain(device.id);
  });

  it('for the first time is a new one: of another browser', async () => {
    const { ctx, now } = await later();
    const input = { ...web, endpoint: 'https://push.example.com/other' };
    for (const user of [ada, aUser(1)]) {
      const { platform: _web, ...kept } = input;
      const device = deviceFrom(ctx, user, input);
      expect(device).toEqual({ ...kept, id: device.id, createdAt: now, lastSeenAt: now });
      expect([13, 14]).not.toContain(device.id);
    }
  });

  it.each([
    ['http://push.example.com/x', 'must be an https address without credentials'],
    ['https://push.example.com/x#a', 'must not have a fragment'],
    ['push', 'must be an address (URL)'],
  ])('as a browser at %s is refused with what is wrong', (endpoint, message) => {
    const { error } = DeviceInput.safeParse({ ...web, endpoint });
    const told = error?.issues.filter(({ path }) => path[0] === 'endpoint').map((issue) => issue.message);
    expect(told).toEqual([message]);
  });

  it('as an app is refused where nothing is pushed to apps', async () => {
    const { ctx } = await later();
    const register = (input: Parameters<typeof registeredDevice>[2], pushesToApps?: boolean) => {
      const settings = { ...ctx.settings, ...(pushesToApps !== undefined && { pushesToApps }) };
      return registeredDevice({ ...ctx, settings }, ada, input);
    };
    const pixel = { platform: 'GCM' as const, token: app.token };
    await expect(register(pixel, false)).rejects.toThrow('platform: pushes to apps are not set up in this deployment');
    for (const pushes of [true, undefined]) expect(await register(pixel, pushes)).toMatchObject({ id: 13 });
    expect(await register(web, false)).toMatchObject({ id: 14 });
  });
});

describe('a browser in which somebody else was signed in', () => {
  it('is theirs no more, which is a change of them', async () => {
    const cy = aUser(3, { browsers: [{ ...browser, id: 34 }] });
    const bob = aUser(2, {
      browsers: [
        { ...browser, id: 24 },
        { ...browser, id: 25, endpoint: `${browser.endpoint}2` },
      ],
    });
    const { ctx, store, now } = await later([aUser(1), bob, cy]);
    await registeredDevice(ctx, aUser(1), web);
    expect((await store.users.get(3))?.browsers).toEqual([]);
    const left = await store.users.get(2);
    expect([left?.browsers?.map(({ id }) => id), left?.updatedAt]).toEqual([[25], now]);
    const entries = await store.audit.list({}, { offset: 0, limit: 2 });
    expect(entries.map(({ action, entity }) => `${action} ${entity.id}`).sort()).toEqual([
      'user:update 2',
      'user:update 3',
    ]);
    expect(await store.users.byContact('BROWSER', browser.endpoint)).toEqual([]);
  });

  it('has nothing to do with an app', async () => {
    const { ctx, store } = await later();
    await registeredDevice(ctx, aUser(2), { platform: 'GCM', token: 'x', endpoint: browser.endpoint });
    expect((await store.users.get(1))?.browsers).toEqual([browser]);
  });

  it('stays with whoever registers it again', async () => {
    const { ctx, store } = await later();
    const before = await store.users.get(1);
    await registeredDevice(ctx, ada, web);
    expect(await store.users.get(1)).toEqual(before);
  });

  it('is left alone where they have given it up meanwhile, or are gone', async () => {
    const { ctx, store } = await later();
    const before = await store.users.get(2);
    store.users.byContact = async () => [aUser(2), aUser(99)];
    await registeredDevice(ctx, ada, web);
    expect(await store.users.get(2)).toEqual(before);
  });
});

describe('a contact that a rule leads to', () => {
  it.each(['alerts', 'duties', 'updates', 'subscriptions'] as const)('is used, by its %s', (kind) => {
    const rules = { alerts: [], duties: [], updates: [], subscriptions: [] };
    const rule = { id: 5, method: 'SMS', contactId: 12 };
    const user = aUser(1, {
      preferences: { ...rules, [kind]: [{ ...rule, id: 4, contactId: 99 }, rule, { ...rule, id: 6 }] } as never,
    });
    expect(() => checkUnused(user, { id: 12 })).toThrow(`contact 12 is used by the ${kind} notification preference 5`);
    expect(() => checkUnused(user, { id: 11 })).not.toThrow();
  });
});

describe('on the wire', () => {
  it('contacts are told as they were sent, devices by the end of what leads to them', () => {
    const [email, phone] = [ada.emails[0] ?? expect.fail(), ada.phones[0] ?? expect.fail()];
    expect(presentEmail(email)).toEqual({ id: 11, target: 'user1@example.com', status: 'OK', verified: true });
    expect(presentPhone({ ...phone, target: '0151 1' })).toEqual({
      ...{ id: 12, regionCode: 'DE', target: '0151 1', primary: true, status: 'OK', verified: true },
    });
    const common = { createdAt: tenOClock };
    expect(devicesOf(ada).map(presentDevice)).toEqual([
      { ...common, id: 13, platform: 'GCM', name: 'Pixel', tokenEnd: 'of-ada' },
      { ...common, id: 14, platform: 'WEB', name: 'Firefox', tokenEnd: 'abcdef', lastSeenAt: tenOClock },
    ]);
    expect(devicesOf(aUser(1)).map(({ id }) => id)).toEqual([13]);
  });
});

it('a message to a contact is stored before it is queued: what cannot be queued goes out later', async () => {
  const { ctx, store, queue, sent, now } = await later();
  const place = { id: 12, channel: 'SMS', target: '+491511' } as const;
  queue.failing = true;
  const message = { kind: 'NOTICE', text: 'Hello', subject: 'Hi' } as const;
  await expect(sendToContact(ctx, ada, place, message)).rejects.toThrow('SQS does not answer');
  const [kept] = await store.notifications.list('USER#1');
  expect(kept).toMatchObject({
    ...{ scope: 'USER#1', ...message, channel: 'SMS', target: '+491511', language: 'en' },
    ...{ userId: 1, contactId: 12, status: 'QUEUED', at: now, createdAt: now },
  });
  const due = await store.due.list('notification', plus(now, { minutes: 5 }), 9);
  expect(due).toHaveLength(1);
  queue.failing = false;
  const second = await sendToContact(ctx, ada, place, message);
  expect(sent).toMatchObject([{ scope: 'USER#1', id: second.id, channel: 'SMS' }]);
  expect(second.id).not.toBe(kept?.id);
});

describe('devices', () => {
  const app = (id: number) => ({ id, platform: 'GCM', token: `token-${id}`, createdAt: tenOClock }) as const;
  const browser = (id: number, second: number) => ({
    ...{ id, endpoint: `https://push.example/${id}abcdef`, p256dh: 'p', auth: 'a', createdAt: tenOClock },
    lastSeenAt: `2026-11-21T10:00:${String(second).padStart(2, '0')}.000Z` as typeof tenOClock,
  });
  it('are twenty apps and ten browsers at most, those seen last, in their order', () => {
    const apps = Array.from({ length: 21 }, (_none, index) => app(index));
    const browsers = Array.from({ length: 11 }, (_none, index) => browser(100 + index, (index * 7 + 5) % 11));
    const user = withDevices(aUser(1), [...browsers, ...apps]);
    expect(user.devices.map(({ id }) => id)).toEqual(apps.slice(1).map(({ id }) => id));
    expect(user.browsers?.map(({ id }) => id)).toEqual([100, 101, 102, 103, 105, 106, 107, 108, 109, 110]);
    expect(withDevices(aUser(1), [app(1)])).not.toHaveProperty('browsers');
    expect(withDevices({ ...aUser(1), browsers: [browser(1, 1)] }, [app(1)]).browsers).toEqual([]);
  });

  it('of which none was seen later than another make room in the order in which they came', () => {
    const browsers = Array.from({ length: 12 }, (_none, index) => browser(100 + index, 0));
    expect(withDevices(aUser(1), browsers).browsers?.map(({ id }) => id)).toEqual(
      browsers.slice(2).map(({ id }) => id),
    );
  });

  it('of somebody else are left to them, but for the browser that somebody else has signed in with', async () => {
    const [first, second] = [browser(101, 1), browser(102, 2)];
    const { as, store } = await later([aUser(1), { ...aUser(2), browsers: [first, second] }, aUser(3)]);
    const input = { platform: 'WEB', endpoint: first.endpoint, p256dh: 'p', auth: 'a', name: null } as const;
    const user = (await store.users.get(1)) ?? expect.fail('there is a user 1');
    const registered = await registeredDevice(as(1), user, input);
    expect(registered).toMatchObject({ endpoint: first.endpoint, p256dh: 'p', auth: 'a' });
    expect(registered).not.toHaveProperty('name');
    expect((await store.users.get(2))?.browsers?.map(({ id }) => id)).toEqual([102]);
  });

  it('are shown by the last six letters of what leads to them', () => {
    expect(presentDevice(app(123456))).toMatchObject({ platform: 'GCM', tokenEnd: '123456' });
    expect(presentDevice(browser(1, 1))).toMatchObject({ platform: 'WEB', tokenEnd: 'abcdef' });
  });
});
