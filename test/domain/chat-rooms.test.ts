import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../functions/domain/alert/log-entry.ts';
import { ChatUser, idOfChatAccount, isSameChatUser, nameOfChatUser } from '../../functions/domain/chat/chat-account.ts';
import { fromMrkdwn, mrkdwn } from '../../functions/domain/chat/mrkdwn.ts';
import { GoogleChatApp, ZoomApp } from '../../functions/domain/chat/other-apps.ts';
import { afterTelling, type ChatRoom, roomName, toldFrom, untoldIn } from '../../functions/domain/chat/room.ts';
import { SlackApp } from '../../functions/domain/chat/slack-app.ts';
import { TeamsApp } from '../../functions/domain/chat/teams-app.ts';
import { teamsClouds, teamsServiceAt } from '../../functions/domain/chat/teams-cloud.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { at, tenOClock as ten } from '../support/factories.ts';

const x = (count: number) => 'x'.repeat(count);

describe('what the channel of an alert is called', () => {
  it.each([
    ['Disk full on db-1', 1, 'alert-7-disk-full-on-db-1'],
    ['  Über & Öl!  ', 1, 'alert-7-uber-ol'],
    ['', 1, 'alert-7'],
    ['Disk', 2, 'alert-7-disk-2'],
    [x(100), 1, `alert-7-${x(72)}`],
    [x(100), 2, `alert-7-${x(70)}-2`],
    [`${x(71)} y`, 1, `alert-7-${x(71)}`],
    [`${x(72)} y`, 1, `alert-7-${x(72)}`],
    [`${' '.repeat(199)}ab`, 1, 'alert-7-a'],
  ])('%j, at attempt %s: %s', (summary, attempt, name) => {
    expect(roomName({ id: 7, summary }, attempt)).toBe(name);
  });

  it('is its name at the first attempt unless said', () => {
    expect(roomName({ id: 7, summary: 'Disk' })).toBe('alert-7-disk');
  });
});

describe('what is told in the channel of an alert', () => {
  const room: ChatRoom = {
    alertId: 7,
    version: 1,
    type: 'slack',
    channel: 'C1',
    name: 'alert-7',
    openedAt: ten,
    since: ten,
    told: [3],
  };
  const entry = (id: number, timestamp: Instant, type: TimelineEntry['type']) =>
    ({ id, timestamp, type }) as TimelineEntry;
  const updated = (id: number, timestamp: Instant = ten) => entry(id, timestamp, 'UserResponseLogEntry');
  const idsOf = (entries: readonly TimelineEntry[]) => untoldIn(room, entries).map(({ id }) => id);

  it('is what was not told, from two minutes before the last on', () => {
    expect(toldFrom(room)).toBe(at('2026-11-21T09:58:00Z'));
    const entries = [
      updated(1, at('2026-11-21T09:57:59.999Z')),
      updated(2, at('2026-11-21T09:58:00Z')),
      updated(3),
      updated(4),
    ];
    expect(idsOf(entries)).toEqual([2, 4]);
  });

  it('is what became of the alert, and not who was sent what', () => {
    const all = [
      entry(5, ten, 'AlertReceivedLogEntry'),
      entry(6, ten, 'NotificationLogEntry'),
      entry(7, ten, 'AlertActionSuccessLogEntry'),
      entry(8, ten, 'AlertSourceResponseLogEntry'),
    ];
    expect(idsOf(all)).toEqual([5, 8]);
  });

  it('is remembered with the youngest time, and the last two hundred', () => {
    const eleven = at('2026-11-21T11:00:00Z');
    expect(afterTelling(room, [updated(4), updated(5, eleven), updated(6)])).toEqual({
      ...room,
      since: eleven,
      told: [3, 4, 5, 6],
    });
    expect(afterTelling(room, [updated(4, at('2026-11-21T09:59:00Z'))]).since).toBe(ten);
    expect(afterTelling(room, [])).toEqual(room);
    const many = Array.from({ length: 200 }, (_, index) => updated(100 + index));
    expect(afterTelling(room, many).told).toEqual(many.map(({ id }) => id));
  });
});

describe('where conversations of Teams are reached', () => {
  const gov = 'https://smba.infra.gov.teams.microsoft.us/teams';
  it.each([
    ['PUBLIC', 'https://smba.trafficmanager.net/de/', 'https://smba.trafficmanager.net/de'],
    ['PUBLIC', 'https://smba.trafficmanager.net', 'https://smba.trafficmanager.net'],
    ['PUBLIC', 'https://smba.trafficmanager.net/a///', 'https://smba.trafficmanager.net/a'],
    ['PUBLIC', 'https://smba.infra.gcc.teams.microsoft.com/x', 'https://smba.infra.gcc.teams.microsoft.com/x'],
    ['US_GOVERNMENT', gov, gov],
    ['US_GOVERNMENT', 'https://smba.infra.dod.teams.microsoft.us/x', 'https://smba.infra.dod.teams.microsoft.us/x'],
    ['PUBLIC', gov, undefined],
    ['US_GOVERNMENT', 'https://smba.trafficmanager.net/de/', undefined],
    ['PUBLIC', 'http://smba.trafficmanager.net/de/', undefined],
    ['PUBLIC', 'https://smba.trafficmanager.net:8443/', undefined],
    ['PUBLIC', 'https://ada@smba.trafficmanager.net/', undefined],
    ['PUBLIC', 'https://:x@smba.trafficmanager.net/', undefined],
    ['PUBLIC', 'https://smba.trafficmanager.net/?a', undefined],
    ['PUBLIC', 'https://smba.trafficmanager.net/#a', undefined],
    ['PUBLIC', 'https://smba.trafficmanager.net.evil.example.com/', undefined],
    ['PUBLIC', 'smba.trafficmanager.net', undefined],
    ['PUBLIC', `https://smba.trafficmanager.net/${x(468)}`, `https://smba.trafficmanager.net/${x(468)}`],
    ['PUBLIC', `https://smba.trafficmanager.net/${x(469)}`, undefined],
  ] as const)('in %s, at %s: %s', (cloud, address, found) => {
    expect(teamsServiceAt(cloud, address)).toBe(found);
  });

  it('is one of the cloud as long as nobody has said where', () => {
    for (const cloud of ['PUBLIC', 'US_GOVERNMENT'] as const)
      expect(teamsServiceAt(cloud, teamsClouds[cloud].service)).toBe(teamsClouds[cloud].service);
  });
});

describe('text in Slack', () => {
  it.each([
    ['a < b & c > d', 100, 'a &lt; b &amp; c &gt; d'],
    ['<!channel>', 100, '&lt;!channel&gt;'],
    ['abcde', 6, 'abcde'],
    ['abcde', 5, 'abcd…'],
    ['abc&', 8, 'abc…'],
    ['abc&', 9, 'abc&amp;'],
    ['a\ud83d', 9, 'a�'],
    ['', 1, ''],
  ])('%j within %s is %j', (text, limit, written) => {
    expect(mrkdwn(text, limit)).toBe(written);
  });

  it('is read as it was written', () => {
    expect(fromMrkdwn('&lt;&lt;a&gt;&gt; &amp;&amp;lt;')).toBe('<<a>> &&lt;');
  });
});

describe('somebody in a chat', () => {
  const ada: ChatUser = { type: 'slack', space: 'T1', user: 'U1', name: 'ada' };
  it('is the same by whatever name, and nobody else elsewhere', () => {
    expect(nameOfChatUser(ada)).toBe('["slack","T1","U1"]');
    expect(idOfChatAccount(ada)).toMatch(/^[0-9a-f]{16}$/);
    expect(isSameChatUser(ada, { ...ada, name: 'Ada L' })).toBe(true);
    expect(ChatUser.safeParse(ada).success).toBe(true);
    for (const other of [{ user: 'U2' }, { space: 'T2' }, { type: 'microsoft_teams' as const }]) {
      expect(isSameChatUser(ada, { ...ada, ...other })).toBe(false);
      expect(idOfChatAccount({ ...ada, ...other })).not.toBe(idOfChatAccount(ada));
    }
  });
});

describe('what a chat tells of somebody', () => {
  it.each([
    ['space', 1, 100],
    ['user', 1, 100],
    ['name', 0, 100],
  ])('has a %s of %i to %i characters', (member, least, most) => {
    const isOne = (length: number) =>
      ChatUser.safeParse({ type: 'slack', space: 'T1', user: 'U1', [member]: x(length) }).success;
    expect([least - 1, least, most, most + 1].map((length) => length < 0 || isOne(length))).toEqual([
      least === 0,
      true,
      true,
      false,
    ]);
  });
});

describe('the app of a chat', () => {
  const guid = '0a1b2c3d-1111-2222-3333-444455556666';
  const teams = { appId: guid, tenantId: guid.toUpperCase(), clientSecret: 'a~b' };
  const slack = { botToken: 'xoxb-1-a.b_c', signingSecret: x(8) };
  const zoom = { accountId: 'a', clientId: x(200), clientSecret: 'c~' };
  const key = (more: object) => ({
    serviceAccount: JSON.stringify({ client_email: 'a@b', private_key: 'key', ...more }),
  });
  it.each([
    [TeamsApp, teams, true],
    [TeamsApp, { ...teams, cloud: 'US_GOVERNMENT' }, true],
    [TeamsApp, { ...teams, cloud: 'CHINA' }, false],
    [TeamsApp, { ...teams, appId: `${guid}0` }, false],
    [TeamsApp, { ...teams, appId: `0${guid}` }, false],
    [TeamsApp, { ...teams, tenantId: undefined }, false],
    [TeamsApp, { ...teams, clientSecret: 'a b' }, false],
    [TeamsApp, { ...teams, clientSecret: ' a' }, false],
    [TeamsApp, { ...teams, clientSecret: x(501) }, false],
    [SlackApp, slack, true],
    [SlackApp, { ...slack, botToken: 'xoxe.xoxb-1' }, true],
    [SlackApp, { ...slack, botToken: 'xoxp-1' }, false],
    [SlackApp, { ...slack, botToken: ' xoxb-1' }, false],
    [SlackApp, { ...slack, botToken: 'xoxb-1 ' }, false],
    [SlackApp, { ...slack, signingSecret: x(7) }, false],
    [SlackApp, { ...slack, signingSecret: `${x(8)} ` }, false],
    [SlackApp, { ...slack, signingSecret: ` ${x(8)}` }, false],
    [ZoomApp, zoom, true],
    [ZoomApp, { ...zoom, userId: 'me' }, true],
    [ZoomApp, { ...zoom, userId: '' }, false],
    [ZoomApp, { ...zoom, accountId: 'a b' }, false],
    [ZoomApp, { ...zoom, accountId: ' a' }, false],
    [ZoomApp, { ...zoom, clientId: x(201) }, false],
    [GoogleChatApp, key({}), true],
    [GoogleChatApp, key({ client_email: 'a@' }), false],
    [GoogleChatApp, key({ private_key: undefined }), false],
    [GoogleChatApp, key({ private_key: 'ke' }), false],
    [GoogleChatApp, key({ client_email: 'a@b', private_key: 'abc' }), true],
    [GoogleChatApp, { serviceAccount: key({}).serviceAccount.padEnd(20_000) }, true],
    [GoogleChatApp, { serviceAccount: key({}).serviceAccount.padEnd(20_001) }, false],
    [ZoomApp, { ...zoom, accountId: 'a ' }, false],
    [GoogleChatApp, key({ private_key: x(20_001) }), false],
    [GoogleChatApp, { serviceAccount: '{' }, false],
    [GoogleChatApp, {}, false],
  ])('%#: %s %j is one: %s', (schema, app, isOne) => {
    expect(schema.safeParse(app).success).toBe(isOne);
  });
});
