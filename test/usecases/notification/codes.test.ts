import { describe, expect, it } from 'vitest';
import type { Notification } from '../../../functions/domain/notification/notification.ts';
import { alertsWithCode, codesFor, codesFrom, noCodes } from '../../../functions/usecases/notification/codes.ts';
import { anAlert, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const address = '+491510000012';
const aNotification = (facts: Partial<Notification> = {}): Notification => ({
  scope: 'ALERT#700',
  id: 42,
  kind: 'PAGE',
  channel: 'SMS',
  target: address,
  language: 'en',
  alertId: 700,
  userId: 1,
  status: 'QUEUED',
  at: tenOClock,
  attempts: 0,
  createdAt: tenOClock,
  ...facts,
});

const alert = anAlert();
const many = Array.from({ length: 7 }, (_, index) => anAlert({ id: 710 + index }));
const ids = many.map(({ id }) => id);
const news = { at: tenOClock, names: [], count: 1 };
const about = { alert, alerts: [] };
const summary = { alert: undefined, alerts: many };
const twoWay = { settings: { publicUrl: '', consoleUrl: '', twoWaySms: true } } as Parameters<typeof alertsWithCode>[0];
const oneWay = { settings: { publicUrl: '', consoleUrl: '', twoWaySms: false } } as Parameters<
  typeof alertsWithCode
>[0];

describe('a message names with a code', () => {
  it.each<[string, Parameters<typeof alertsWithCode>, readonly number[]]>([
    ['the alert of an SMS', [twoWay, 'SMS', aNotification(), about], [700]],
    [
      'the alert of news, whatever its ready-made words',
      [twoWay, 'SMS', aNotification({ news, text: 'x' }), about],
      [700],
    ],
    ['none in ready-made words', [twoWay, 'SMS', aNotification({ text: 'x' }), about], []],
    ['none without an alert', [twoWay, 'SMS', aNotification(), { alerts: [] }], []],
    ['none where nobody can answer by SMS', [oneWay, 'SMS', aNotification(), about], []],
    ['none on other channels', [twoWay, 'EMAIL', aNotification(), about], []],
    ['the first five of a summary', [twoWay, 'SMS', aNotification({ kind: 'SUMMARY' }), summary], ids.slice(0, 5)],
  ])('%s', (_what, asked, expected) => {
    expect(alertsWithCode(...asked)).toEqual(expected);
  });
});

describe('codes out of a conversation that was read', () => {
  const given = async (facts: Partial<Notification>, what: Parameters<typeof codesFrom>[2]) =>
    codesFrom((await aWorld()).ctx, aNotification(facts), what, undefined);

  it('are remembered with the person, the alert and the time', async () => {
    const { codes, conversation } = await given({}, about);
    expect(codes).toEqual(new Map([[700, 1]]));
    expect(conversation).toEqual({
      address,
      version: 0,
      codes: [{ code: 1, alertId: 700, userId: 1, sentAt: tenOClock }],
    });
  });

  it('belong to nobody where the message goes to a number that is nobody’s', async () => {
    const { conversation } = await given({ userId: undefined }, about);
    expect(conversation?.codes).toMatchObject([{ userId: 0 }]);
  });

  it('let a summary of several be accepted at once, also what it only counts', async () => {
    const { codes, conversation } = await given({ kind: 'SUMMARY' }, summary);
    expect([...codes.keys()]).toEqual(ids.slice(0, 5));
    expect(conversation?.offered?.map(({ alertId }) => alertId)).toEqual(ids);
  });

  it('let a summary of two be accepted at once', async () => {
    const { conversation } = await given({ kind: 'SUMMARY' }, { alert: undefined, alerts: many.slice(0, 2) });
    expect(conversation?.offered?.map(({ alertId }) => alertId)).toEqual(ids.slice(0, 2));
  });

  it('offer nothing at once for a summary of one, nor for a page', async () => {
    const one = await given({ kind: 'SUMMARY' }, { alert: undefined, alerts: many.slice(0, 1) });
    expect(one.codes).toEqual(new Map([[710, 1]]));
    expect(one.conversation).not.toHaveProperty('offered');
    expect((await given({}, { alert, alerts: many })).conversation).not.toHaveProperty('offered');
  });

  it('are none, and nothing is remembered, where the message names none', async () => {
    expect(await given({ channel: 'EMAIL' }, about)).toEqual({ codes: noCodes });
  });
});

describe('codes that are asked for before a send', () => {
  it('are remembered before they are told', async () => {
    const { ctx, store } = await aWorld();
    const nobodys = aNotification({ userId: undefined });
    expect(await codesFor(ctx, 'SMS', nobodys, about, noCodes)).toEqual(new Map([[700, 1]]));
    expect((await store.conversations.get(address))?.codes).toMatchObject([{ code: 1, alertId: 700, userId: 0 }]);
  });

  it('cost no call when all are known, or none is needed', async () => {
    const { ctx, store } = await aWorld();
    const refuse = () => Promise.reject(new Error('no call is made'));
    const silent = { ...ctx, store: { ...store, conversations: { ...store.conversations, get: refuse } } };
    const known = new Map([[700, 3]]);
    expect(await codesFor(silent, 'SMS', aNotification(), about, known)).toBe(known);
    expect(await codesFor(silent, 'EMAIL', aNotification(), about, noCodes)).toBe(noCodes);
    await expect(codesFor(silent, 'SMS', aNotification(), about, new Map([[701, 3]]))).rejects.toThrow('no call');
  });

  it('are given though the number is written to by somebody else all the time', async () => {
    const { ctx, store } = await aWorld();
    let others = 0;
    const get = async (asked: string) => {
      const before = await store.conversations.get(asked);
      if (others++ < 9) {
        const codes = [{ code: others, alertId: 800 + others, userId: 2, sentAt: tenOClock }];
        await store.conversations.save({ address, version: before?.version ?? 0, codes });
      }
      return before;
    };
    const busy = { ...ctx, store: { ...store, conversations: { ...store.conversations, get } } };
    expect((await codesFor(busy, 'SMS', aNotification(), about, noCodes)).get(700)).toBeGreaterThan(0);
    expect((await store.conversations.get(address))?.codes.map(({ alertId }) => alertId)).toContain(700);
  });
});
