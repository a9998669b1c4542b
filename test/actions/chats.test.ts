import { describe, expect, it } from 'vitest';
import { driverOf } from '../../functions/actions/catalogue.ts';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { anAlert, factsFor, now } from './facts.ts';
import {
  type ChatFake,
  createDingTalk,
  createDiscord,
  createGoogleChat,
  createMattermost,
  createTelegram,
  createZapier,
  createZoomChat,
} from './fakes/chats.ts';
import { answered, attempt, inTurn, losing, overHttp } from './play.ts';

type Changes = Parameters<typeof factsFor>[1];

/** Each with what is not taken there: another token, another address. */
const chats: readonly (readonly [ConnectorType, () => ChatFake, Changes])[] = [
  ['mattermost', createMattermost, { connector: { url: 'https://chat.example.com/hooks/another' } }],
  ['discord', createDiscord, { connector: { url: 'https://discord.com/api/webhooks/1/another' } }],
  ['telegram', createTelegram, { installation: { token: 'another-token' } }],
  [
    'dingtalk',
    () => createDingTalk(now),
    { connector: { url: 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef', secret: 'another' } },
  ],
  ['dingtalk_action', () => createDingTalk(now), { params: { secret: 'another' } }],
  ['zoom_chat', createZoomChat, { installation: { token: 'another-token' } }],
  ['google_chat_bot', createGoogleChat, { installation: { token: 'another-token' } }],
  [
    'google_chat_webhook',
    createGoogleChat,
    { params: { url: 'https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=another-token' } },
  ],
  ['zapier', createZapier, { params: { webhookUrl: 'https://hooks.zapier.com/hooks/catch/1/other/' } }],
];

describe.each(chats)('%s', (type, create, wrong) => {
  const open = async () => {
    const fake = create();
    const driver = await driverOf(type);
    const run = (changes: Changes = {}) => attempt(driver, factsFor(type, changes), overHttp(fake.target)).reading;
    return { fake, driver, run };
  };

  it('is told of an alert, its answer and its end', async () => {
    const { fake, run } = await open();
    const opened = run();
    expect(opened.kind).toBe('done');
    const reference = opened.kind === 'done' ? opened.reference : undefined;
    run({
      trigger: 'alert-acknowledged',
      deed: { by: 'Ada Lovelace' },
      alert: anAlert({ status: 'ACCEPTED' }),
      attemptKey: 'K2',
      reference,
    });
    run({ trigger: 'alert-comment-added', deed: { by: 'Grace', comment: 'the log' }, attemptKey: 'K3', reference });
    run({ trigger: 'alert-resolved', alert: anAlert({ status: 'RESOLVED' }), attemptKey: 'K4', reference });
    expect(fake.said).toHaveLength(4);
    expect(fake.said[0]?.replaceAll('\\', '')).toContain('Disk is full on db-1');
    if (type !== 'zapier')
      expect(fake.said[1]?.replaceAll('\\', '')).toContain('Accepted by Ada Lovelace: Disk is full on db-1');
    if (type !== 'zapier') expect(fake.said[2]).toContain('the log');
  });

  it.each(['🔥', '<users/all> @channel ', '\\*[a](b)', '\n', 'x'])(
    'takes an alert with 60,000 times %j',
    async (sign) => {
      const { fake, run } = await open();
      const long = sign.repeat(60_000);
      const alert = anAlert({
        summary: long,
        details: long,
        services: [long],
        responders: [long],
        source: { id: 1, name: long },
      });
      expect(run({ alert })).toMatchObject({ kind: 'done' });
      expect(
        run({ alert, trigger: 'alert-comment-added', deed: { by: long, comment: long }, attemptKey: 'K2' }),
      ).toMatchObject({ kind: 'done' });
      expect(fake.said.join('\n')).not.toMatch(
        type.startsWith('google') ? /<users\/all>/ : type === 'mattermost' ? /@channel/ : /^$/,
      );
    },
  );

  it('is refused for good with what is not taken there, and does not tell it', async () => {
    const { run } = await open();
    const reading = run(wrong);
    expect(reading.kind).toBe('refused');
    expect(JSON.stringify(reading)).not.toContain('another-token');
  });

  it('waits when it is told to', async () => {
    const { driver } = await open();
    const limited = inTurn(answered(429, {}, { 'retry-after': '7' }));
    expect(attempt(driver, factsFor(type), limited).reading).toMatchObject({ kind: 'later', after: 7 });
  });

  it('doubles only where it says so', async () => {
    const { fake, driver } = await open();
    attempt(
      driver,
      factsFor(type),
      losing(overHttp(fake.target), () => true),
    );
    attempt(driver, factsFor(type, { isRepeat: true }), overHttp(fake.target));
    expect(fake.said).toHaveLength(driver.mayDouble('alert-created') ? 2 : 1);
  });
});

describe('what differs', () => {
  it('answers the first message in Telegram and Zoom, and stays in the thread in Google Chat', async () => {
    for (const [type, fake, first] of [
      ['telegram', createTelegram(), 501],
      ['zoom_chat', createZoomChat(), 'zoom-1'],
    ] as const) {
      const driver = await driverOf(type);
      const { reading } = attempt(driver, factsFor(type), overHttp(fake.target));
      const reference = reading.kind === 'done' ? reading.reference : undefined;
      attempt(driver, factsFor(type, { trigger: 'alert-resolved', reference }), overHttp(fake.target));
      expect(fake.answersTo).toEqual([undefined, first]);
    }
    const google = createGoogleChat();
    const driver = await driverOf('google_chat_bot');
    attempt(driver, factsFor('google_chat_bot'), overHttp(google.target));
    attempt(
      driver,
      factsFor('google_chat_bot', { trigger: 'alert-resolved', attemptKey: 'K2' }),
      overHttp(google.target),
    );
    expect(google.threads.size).toBe(1);
  });

  it('speaks in Zoom as the user whom the app names', async () => {
    const installation = { token: 'installed-token-1', as: 'tocsin@example.com' };
    const facts = factsFor('zoom_chat', { installation });
    const { asked } = attempt(await driverOf('zoom_chat'), facts, inTurn(answered(201, { id: 'zoom-1' })));
    expect(asked).toMatchObject([{ url: 'https://api.zoom.us/v2/chat/users/tocsin%40example.com/messages' }]);
  });

  it('follows a group of Telegram that has another id now', async () => {
    const telegram = createTelegram({ movedTo: -1009 });
    const { reading, asked } = attempt(await driverOf('telegram'), factsFor('telegram'), overHttp(telegram.target));
    expect(reading).toMatchObject({ kind: 'done' });
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['telegram', answered(429, { ok: false, parameters: { retry_after: 12 } }), { kind: 'later', after: 12 }],
    [
      'telegram',
      answered(403, { ok: false, description: 'Forbidden: bot was kicked from the group chat' }),
      { kind: 'refused', why: 'the answer was 403: Forbidden: bot was kicked from the group chat' },
    ],
    ['telegram', answered(200, { ok: false, description: 'no' }), { kind: 'refused', why: 'Telegram said: no' }],
    [
      'discord',
      answered(429, { message: 'You are being rate limited.', retry_after: 64.57 }),
      { kind: 'later', after: 65 },
    ],
    ['discord', answered(200, {}), { kind: 'later' }],
    [
      'dingtalk',
      answered(200, { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }),
      { kind: 'later', after: 60 },
    ],
    ['dingtalk', answered(200, { errcode: -1, errmsg: '系统繁忙' }), { kind: 'later' }],
    [
      'dingtalk',
      answered(200, { errcode: 310000, errmsg: 'keywords not in content' }),
      { kind: 'refused', why: 'DingTalk answered 310000: keywords not in content' },
    ],
    ['dingtalk', answered(200, {}), { kind: 'later' }],
    [
      'mattermost',
      answered(200, '<!DOCTYPE html><title>Mattermost</title>'),
      { kind: 'later', why: "the answer is not Mattermost's: an HTML page, “Mattermost”" },
    ],
    [
      'zapier',
      answered(200, { status: 'error', message: 'halted' }),
      { kind: 'refused', why: 'Zapier answered error: halted' },
    ],
    [
      'google_chat_bot',
      answered(403, { error: { code: 403, message: 'This app was removed from the space.' } }),
      { kind: 'refused' },
    ],
    ['zoom_chat', answered(201, {}), { kind: 'later' }],
  ] as const)('%s: reads an answer', async (type, answer, reading) => {
    expect(attempt(await driverOf(type), factsFor(type), inTurn(answer)).reading).toMatchObject(reading);
  });

  it.each([
    ['zoom_chat', { params: { channelId: '' } }, 'params.channelId: names no channel'],
    ['zoom_chat', { installation: undefined }, 'the Zoom app is not installed'],
    ['telegram', { installation: undefined }, 'the Telegram bot is not installed'],
    ['telegram', { installation: { token: '../x' } }, 'the token of the Telegram bot is none'],
    ['google_chat_bot', { installation: undefined }, 'the Google Chat app is not installed'],
    ['google_chat_webhook', { params: { url: '' } }, 'params.url: names no webhook'],
    ['discord', { connector: {} }, "the connector's params.url: Invalid input: expected string, received undefined"],
  ] as const)('%s asks nobody when something is missing', async (type, changes, why) => {
    const { reading, asked } = attempt(await driverOf(type), factsFor(type, changes as Changes), inTurn(answered(200)));
    expect(reading).toEqual({ kind: 'refused', why });
    expect(asked).toEqual([]);
  });

  it('mentions in DingTalk whom the action names', async () => {
    const facts = factsFor('dingtalk', { params: { atMobiles: ['13800000000'], isAtAll: true } });
    const { asked } = attempt(await driverOf('dingtalk'), facts, inTurn(answered(200, { errcode: 0 })));
    const [request] = asked;
    expect(request?.kind === 'http' && JSON.parse(request.body ?? '')).toMatchObject({
      at: { atMobiles: ['13800000000'], isAtAll: true },
      markdown: { text: expect.stringMatching(/@13800000000$/) },
    });
  });
});
